/**
 * Rows of `COPY … TO STDOUT (FORMAT binary)`: each field is its length (int4; -1 for null) and its bytes. The leaf's header
 * frames texts in the same way, so the header is hashed as it comes from the server, without encoding it again.
 */

/** The copied columns, in this order; see log.leaf_hash in the log's migration. */
export const EVENT_ROWS = `COPY (
  SELECT position, recorded_at, ingested_at, version, schema_version, event_id,
    stream, kind, actor, correlation_id, causation_id, salt, payload, leaf_hash
  FROM log.events ORDER BY position) TO STDOUT (FORMAT binary)`;
const FIELDS = 14;
const STREAM = 6;
const SALT = 11;
const HEADER_BYTES = 19;

/** One event as bytes, which are valid until the next row is read. */
export interface EventRow {
  position: number;
  version: number;
  stream: string;
  /** Microseconds since 2000, big-endian. */
  recordedAt: Buffer;
  /** The hashed part of the header: 0x00, 0x01, … */
  header: Buffer;
  /** Null: erased by law. */
  salt: Buffer | null;
  payload: Buffer | null;
  leafHash: Buffer;
}

/** Extracts rows from the incoming bytes. */
export class EventRows {
  private rest: Buffer = Buffer.alloc(0);
  private isStarted = false;

  /** @returns the rows that are complete so far */
  *take(chunk: Buffer): Generator<EventRow> {
    let bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    if (!this.isStarted) {
      if (bytes.length < HEADER_BYTES) {
        this.rest = bytes;
        return;
      }
      bytes = bytes.subarray(HEADER_BYTES);
      this.isStarted = true;
    }
    let at = 0;
    for (;;) {
      const end = endOfRow(bytes, at);
      if (end === null) break;
      yield readRow(bytes, at + 2);
      at = end;
    }
    this.rest = bytes.subarray(at);
  }
}

/** The end of the row; null if the row is incomplete, or at the end of the data. */
function endOfRow(bytes: Buffer, start: number): number | null {
  if (bytes.length < start + 2 || bytes.readInt16BE(start) === -1) return null;
  let at = start + 2;
  for (let field = 0; field < FIELDS; field += 1) {
    if (bytes.length < at + 4) return null;
    at += 4 + Math.max(0, bytes.readInt32BE(at));
  }
  return at <= bytes.length ? at : null;
}

const LEAF = Buffer.of(0x00, 0x01);
const NO_INSTANT = Buffer.from('8000000000000000', 'hex');

function readRow(bytes: Buffer, start: number): EventRow {
  const from: number[] = [];
  const fields: (Buffer | null)[] = [];
  let at = start;
  for (let field = 0; field < FIELDS; field += 1) {
    const length = bytes.readInt32BE(at);
    from.push(at);
    fields.push(length < 0 ? null : bytes.subarray(at + 4, at + 4 + length));
    at += 4 + Math.max(0, length);
  }
  const [position, recordedAt, ingestedAt, version, schemaVersion, eventId, stream] = fields as Buffer[];
  const [salt, payload, leafHash] = fields.slice(SALT);
  const header = [
    position,
    recordedAt,
    ingestedAt ?? NO_INSTANT,
    version,
    schemaVersion,
    eventId,
  ] as Buffer[];
  return {
    position: Number((position as Buffer).readBigInt64BE()),
    version: Number((version as Buffer).readBigInt64BE()),
    stream: (stream as Buffer).toString(),
    recordedAt: recordedAt as Buffer,
    header: Buffer.concat([LEAF, ...header, bytes.subarray(from[STREAM], from[SALT])]),
    salt: salt ?? null,
    payload: payload ?? null,
    leafHash: leafHash as Buffer,
  };
}
