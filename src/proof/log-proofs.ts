import type pg from 'pg';
import type { Pools } from '../database/connect.js';
import { inTransaction } from '../database/transaction.js';
import { DomainProblem } from '../domain/problem.js';
import { verifierText } from './signing/signed-note.js';
import { base64Of } from './merkle/hashing.js';
import { logStatus, type LogStatus } from './log-status.js';
import type { Sealer } from './sealer.js';
import { checkpointOfSize, lastCheckpoint, type Checkpoint } from './store/checkpoints.js';
import { leavesBetween, type LogLeaf } from './store/leaves.js';
import { storedTree } from './store/stored-tiles.js';
import { proveStream, type StreamProof } from './store/stream-proof.js';

/** Proofs about the log. Hashes are in base64. */
export class LogProofs {
  private readonly pool: pg.Pool;

  constructor(
    private readonly pools: Pick<Pools, 'read' | 'write'>,
    readonly sealer: Sealer,
  ) {
    this.pool = pools.read;
  }

  /** The public key of checkpoints, in the form that verifiers exchange. */
  get key(): string {
    return verifierText(this.sealer.signing.identity.verifier);
  }

  /** For those who look after the service. */
  status(): Promise<LogStatus> {
    const { number, verifier } = this.sealer.signing.identity;
    return logStatus(this.pools, { number, origin: verifier.name });
  }

  /** The checkpoint of exactly this size. @throws DomainProblem `checkpoint-not-known` */
  async checkpoint(size: number): Promise<Checkpoint> {
    const found = await checkpointOfSize(this.pool, this.sealer.signing.identity.number, size);
    if (found) return found;
    throw new DomainProblem('checkpoint-not-known', `No checkpoint was signed at size ${size}`);
  }

  /**
   * @param size default: that of the newest checkpoint
   * @throws DomainProblem `invalid-parameters` for a position or size beyond the log's end, `no-checkpoint`, `not-caught-up`
   */
  async inclusion(
    position: number,
    size?: number,
  ): Promise<{ position: number; size: number; leafHash: string; hashes: string[] }> {
    const [most, [leaf]] = await Promise.all([
      this.covered(size ?? position, size === undefined ? 'position' : 'size'),
      leavesBetween(this.pool, position, position),
    ]);
    const inSize = size ?? most;
    if (position > inSize) throw beyond('position', `The tree of size ${inSize} has no position ${position}`);
    const [hashes = []] = await storedTree(this.pool, 'log').inclusion([position - 1], inSize);
    return { position, size: inSize, leafHash: leaf?.leafHash ?? '', hashes: base64Of(hashes) };
  }

  /**
   * @param to default: the size of the newest checkpoint
   * @throws DomainProblem `invalid-parameters` for a size beyond the log's end or sizes that descend, `no-checkpoint`, …
   */
  async consistency(from: number, to?: number): Promise<{ from: number; to: number; hashes: string[] }> {
    const most = await this.covered(to ?? from, to === undefined ? 'from' : 'to');
    const upTo = to ?? most;
    if (from > upTo) throw beyond('from', `from (${from}) is above to (${upTo})`);
    return { from, to: upTo, hashes: base64Of(await storedTree(this.pool, 'log').consistency(from, upTo)) };
  }

  /** The leaves of these positions, both inclusive; fewer if the log ends earlier. */
  leaves(from: number, to: number): Promise<LogLeaf[]> {
    return leavesBetween(this.pool, from, to);
  }

  /** @throws DomainProblem `invalid-parameters` beyond the log's end */
  async leaf(position: number): Promise<LogLeaf> {
    const [leaf] = await leavesBetween(this.pool, position, position);
    if (!leaf) throw beyond('position', `The log has no position ${position} yet`);
    return leaf;
  }

  /** All events of a stream, with the proof that there are no others, by the newest checkpoint that covers the position. */
  async stream(stream: string, position: number): Promise<StreamProof> {
    await this.sealer.covering(position);
    const proof = await inTransaction(this.pool, async (tx) => {
      // One snapshot: in each snapshot, tree, map and last checkpoint have the same size.
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const checkpoint = await lastCheckpoint(tx, this.sealer.signing.identity.number);
      if (!checkpoint) throw new DomainProblem('no-checkpoint', 'None was signed yet');
      return proveStream(tx, stream, checkpoint);
    });
    await this.sealer.keep(proof.checkpoint);
    return proof;
  }

  /** Makes sure that the tiles cover this size. @returns the size that they cover */
  private async covered(size: number, parameter: string): Promise<number> {
    const { rows } = await this.pool.query<{ head: number; covered: number }>({
      name: 'proof-covered',
      text: `SELECT coalesce((SELECT events.position FROM log.events ORDER BY events.position DESC LIMIT 1), 0) AS head,
         size AS covered FROM proof.covered`,
    });
    const { head = 0, covered = 0 } = rows[0] ?? {};
    if (size > head) throw beyond(parameter, `The log has ${head} events; ${size} is beyond its end`);
    if (size <= covered) return covered;
    return (await this.sealer.covering(size)).size;
  }
}

const beyond = (parameter: string, detail: string) =>
  new DomainProblem('invalid-parameters', detail, { errors: [{ parameter, detail }] });
