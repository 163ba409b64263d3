import { canonicalText } from '../../event-store/canonical.js';
import { sha256 } from '../merkle/hashing.js';
import type { TreeHead } from '../signing/tree-head.js';
import { streamsRoot, type StreamEntry } from '../stream-map.js';
import type { EventRow } from './event-rows.js';
import { Finding } from './finding.js';
import { TileTree } from './tile-tree.js';

/** A checkpoint to compare with, and its origin. */
export interface HeldHead extends Pick<TreeHead, 'size' | 'root' | 'streams'> {
  from: string;
  /** Whether to compute the map as well, which takes a tenth of a second. */
  withStreams: boolean;
}

const BEFORE_ALL = Buffer.from('8000000000000000', 'hex');

/** Takes the log event by event, in order, and checks that each is as recorded. Memory: one entry per stream. */
export class LogChecker {
  readonly tree = new TileTree();
  private readonly streams = new Map<string, StreamEntry>();
  private recordedAt: Buffer = BEFORE_ALL;
  private next = 0;

  /**
   * @param heads in the order of their sizes
   * @param erased commitments of payloads that were erased by law, by position
   */
  constructor(
    private readonly heads: readonly HeldHead[],
    private readonly erased: ReadonlyMap<number, Buffer>,
  ) {
    this.compareHeads();
  }

  /** @throws Finding */
  take(row: EventRow): void {
    const { position } = row;
    const expected = this.tree.size + 1;
    if (position !== expected)
      throw new Finding(expected, `the event is missing; the next one is at position ${position}`);
    // Both are after 2000, or before it with the sign bit set: compared as signed numbers.
    if (signed(this.recordedAt, row.recordedAt) >= 0)
      throw new Finding(position, 'it was not recorded after the event before it');
    this.recordedAt = Buffer.from(row.recordedAt);
    this.checkVersion(row);
    const leaf = sha256(Buffer.concat([row.header, this.commitment(row)]));
    if (!leaf.equals(row.leafHash))
      throw new Finding(position, 'its content is not what its leaf hash was made of');
    if (row.payload && !isCanonical(row.payload.toString()))
      throw new Finding(position, 'its payload is not in canonical form');
    this.tree.add(leaf);
    this.compareHeads();
  }

  /** To be called after the last event. @throws Finding if a checkpoint covers more events than there are */
  end(): void {
    const missed = this.heads[this.next];
    if (missed)
      throw new Finding(
        this.tree.size + 1,
        `the log ends before it, but the checkpoint ${missed.from} covers ${missed.size} events`,
      );
  }

  private commitment({ position, salt, payload }: EventRow): Buffer {
    if (salt && payload) return sha256(Buffer.concat([salt, payload]));
    const kept = this.erased.get(position);
    if (!kept) throw new Finding(position, 'its payload is gone, and no redaction says why');
    return kept;
  }

  private checkVersion({ stream, version, position }: EventRow): void {
    const entry = this.streams.get(stream);
    if (version !== (entry?.version ?? 0) + 1)
      throw new Finding(
        position,
        `it has version ${version} of ${stream}, behind version ${entry?.version ?? 0}`,
      );
    if (entry) Object.assign(entry, { version, position });
    else this.streams.set(stream, { stream, version, position });
  }

  private compareHeads(): void {
    for (let head = this.heads[this.next]; head?.size === this.tree.size; head = this.heads[this.next]) {
      const before = this.heads[this.next - 1]?.size ?? 0;
      if (!head.root.equals(this.tree.root()))
        throw new Finding(
          before + 1,
          `from here to ${head.size} the log is not the one of the checkpoint ${head.from} of ${head.size} events`,
          true,
        );
      if (head.withStreams && !head.streams.equals(streamsRoot(this.streams.values())))
        throw new Finding(head.size, `the map of streams is not that of the checkpoint ${head.from}`);
      this.next += 1;
    }
  }
}

const signed = (a: Buffer, b: Buffer): number =>
  a.readInt32BE(0) - b.readInt32BE(0) || a.readUInt32BE(4) - b.readUInt32BE(4);

/** Whether a text is the canonical JSON (RFC 8785) of its value; also false if it is not JSON. */
function isCanonical(text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
    // Almost always enough, and five times faster: JSON.stringify prints strings and numbers like RFC 8785, in the text's order.
    return (JSON.stringify(value) === text && isSorted(value)) || canonicalText(value) === text;
  } catch {
    return false;
  }
}

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let before: string | null = null;
  for (const [name, member] of Object.entries(value)) {
    if ((before !== null && before > name) || !isSorted(member)) return false;
    before = name;
  }
  return true;
}
