import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { rowsUnless } from '../database/rows-unless.js';
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
  const rows = await rowsUnless<Omit<Recorded, 'eventId'>>(USED_BEFORE, db, {
    name: 'log-append-one',
    text: SQL,
    values: [
      ...[stream, String(expected), actor, correlationId, causationId],
      ...[keys.map(({ key }) => key), keys.map(({ digest }) => digest)],
      ...[eventId, kind, schemaVersion, payload, randomBytes(SALT_BYTES)],
    ],
  });
  const recorded = rows?.[0];
  return recorded ? { outcome: 'done', recorded: [{ eventId, ...recorded }] } : null;
}
