import type pg from 'pg';
import { copyTo } from '../../database/copy-to.js';
import { HASH_BYTES } from '../merkle/hashing.js';
import { storedTiles } from '../store/stored-tiles.js';
import { EVENT_ROWS, EventRows } from './event-rows.js';
import { Finding } from './finding.js';
import { LogChecker, type HeldHead } from './log-checker.js';
import type { ComputedTile } from './tile-tree.js';

export interface Verified {
  events: number;
  /** Null: everything is as recorded, as far as it can be verified. */
  finding: Finding | null;
}

/**
 * Reads the whole log and computes everything again: leaves, tree, map, version chains, recorded order and canonical form.
 * Compares the result with the leaf hashes, the stored tiles, the stored checkpoints and those held elsewhere.
 * @param held checkpoints from outside the database
 */
export async function verifyLog(pool: pg.Pool, held: readonly HeldHead[]): Promise<Verified> {
  const reading = await pool.connect();
  const comparing = await pool.connect();
  try {
    await reading.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0');
    const { rows } = await reading.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
    await comparing.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '${rows[0]?.snapshot ?? ''}'`,
    );
    return await verify(reading, comparing, held);
  } finally {
    // Also ends a copy in progress.
    reading.release(true);
    comparing.release(true);
  }
}

async function verify(reading: pg.ClientBase, comparing: pg.ClientBase, held: readonly HeldHead[]) {
  const { covered, heads } = await keptHeads(comparing);
  const all = [...heads, ...held].sort((a, b) => a.size - b.size);
  let checker: LogChecker | null = null;
  let finding: Finding | null = null;
  const rows = new EventRows();
  const copying = copyTo(reading, EVENT_ROWS);
  copying.on('error', () => undefined); // it is ended at the first finding
  try {
    checker = new LogChecker(all, await erasedPayloads(comparing));
    for await (const chunk of copying as AsyncIterable<Buffer>) {
      for (const row of rows.take(chunk)) checker.take(row);
      await compareTiles(comparing, checker.tree.takeFull(), covered);
    }
    await compareTiles(comparing, checker.tree.unfinished(), covered);
    checker.end();
  } catch (error) {
    if (!(error instanceof Finding)) throw error;
    finding = error;
    // An event that was changed together with its leaf hash shows only in the tiles, and may be earlier.
    if (checker) finding = earlier(finding, await firstInTiles(comparing, checker, covered));
  }
  return { events: checker?.tree.size ?? 0, finding };
}

const earlier = (found: Finding, inTiles: Finding | null): Finding =>
  inTiles && (found.isStretch || inTiles.position < found.position) ? inTiles : found;

async function firstInTiles(
  client: pg.ClientBase,
  { tree }: LogChecker,
  covered: number,
): Promise<Finding | null> {
  try {
    const tiles = [...tree.takeFull(), ...tree.unfinished()];
    // A tile above level 0 follows from those below, and shows only its first position.
    await compareTiles(
      client,
      tiles.filter(({ level }) => level === 0),
      covered,
    );
    return null;
  } catch (error) {
    if (error instanceof Finding) return error;
    throw error;
  }
}

/** @throws Finding at the first leaf that differs from the stored one */
async function compareTiles(
  client: pg.ClientBase,
  tiles: readonly ComputedTile[],
  covered: number,
): Promise<void> {
  const kept = await storedTiles(client, 'log')(tiles);
  tiles.forEach(({ level, index, hashes }, i) => {
    const width = 256 ** (level + 1);
    const first = index * width;
    const count = Math.min(hashes.length, Math.floor((covered - first) / 256 ** level));
    for (let n = 0; n < count; n += 1) {
      const hash = kept[i]?.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES);
      if (hash && hashes[n]?.equals(hash)) continue;
      const position = first + n * 256 ** level + 1;
      throw new Finding(
        position,
        level === 0
          ? 'it is not the event that a checkpoint took in'
          : `the kept tile ${level}/${index} is not that of the log`,
      );
    }
  });
}

/** The commitments of erased payloads, by position: of those that an event of their stream says were erased. */
async function erasedPayloads(client: pg.ClientBase): Promise<Map<number, Buffer>> {
  const { rows } = await client.query<{ position: number; commitment: Buffer }>(
    `SELECT position, commitment FROM log.redactions AS r JOIN log.events AS erased USING (position)
     WHERE EXISTS (SELECT FROM log.events AS said WHERE said.position = r.redacted_by AND said.stream = erased.stream
       AND said.kind = 'redaction' AND said.payload::json ->> 'eventId' = erased.event_id::text)`,
  );
  return new Map(rows.map(({ position, commitment }) => [position, commitment]));
}

interface Kept {
  covered: number;
  heads: HeldHead[];
}

/** The checkpoints of the database; the map is compared with that of the last one. */
async function keptHeads(client: pg.ClientBase): Promise<Kept> {
  const { rows } = await client.query<{ size: number; root: Buffer; streams: Buffer; covered: number }>(
    `SELECT checkpoints.size, root, streams FROM proof.checkpoints
     WHERE identity = (SELECT max(number) FROM proof.identities) ORDER BY size`,
  );
  const { rows: extent } = await client.query<{ size: number }>('SELECT size FROM proof.covered');
  const heads = rows.map(({ size, root, streams }, i) => ({
    size,
    root,
    streams,
    from: 'in the database',
    withStreams: i === rows.length - 1,
  }));
  return { covered: extent[0]?.size ?? 0, heads };
}
