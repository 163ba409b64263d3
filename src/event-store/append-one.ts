import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { SALT_BYTES } from './append-call.js';
import type { Append, AppendResult, Recorded } from './event.js';

const SQL = `SELECT position, version, recorded_at AS "recordedAt"
  FROM log.append_one($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;
/** SQLSTATE unique_violation: an event id or key was used before. */
const USED_BEFORE = '23505';

/**
 * Appends one event by the short way, which knows only success: no arrays, no look-up of what may be repeated.
 * @returns null if something speaks against it: `callAppend` tells what
 */
export async function appendOne(db: pg.Pool, append: Append): Promise<AppendResult | null> {
  const { stream, expected, events, keys = [], actor, correlationId, causationId } = append;
  const [event] = events;
  if (!event || events.length > 1) return null;
  const { eventId, kind, schemaVersion, payload } = event;
  try {
    const { rows } = await db.query<Omit<Recorded, 'eventId'>>({
      name: 'log-append-one',
      text: SQL,
      values: [
        ...[stream, String(expected), actor, correlationId, causationId],
        ...[keys.map(({ key }) => key), keys.map(({ digest }) => digest)],
        ...[eventId, kind, schemaVersion, payload, randomBytes(SALT_BYTES)],
      ],
    });
    const [recorded] = rows;
    return recorded ? { outcome: 'done', recorded: [{ eventId, ...recorded }] } : null;
  } catch (error) {
    if ((error as { code?: unknown }).code === USED_BEFORE) return null;
    throw error;
  }
}
