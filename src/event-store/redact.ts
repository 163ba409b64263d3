import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { NewEvent, Recorded } from './event.js';

const SALT_BYTES = 16;
/** Error codes of log.redact. */
const REFUSALS: Record<string, 'unknown' | 'erased'> = { RD001: 'unknown', RD002: 'erased' };

/**
 * Erases the content of an event for ever, and appends the event that says so, in one transaction.
 * @param saying the event to append to the same stream; its payload holds the skeleton of the erased one
 * @returns why not, if there is no such event, or it was erased before
 */
export async function redact(
  db: pg.Pool | pg.ClientBase,
  eventId: string,
  saying: NewEvent,
  { actor, correlationId }: { actor: string; correlationId: string },
): Promise<Recorded | 'unknown' | 'erased'> {
  try {
    const { rows } = await db.query<Omit<Recorded, 'eventId'>>(
      `SELECT position, version, recorded_at AS "recordedAt" FROM log.redact($1, $2, $3, $4, $5, $6)`,
      [eventId, saying.eventId, saying.payload, randomBytes(SALT_BYTES), actor, correlationId],
    );
    return { eventId: saying.eventId, ...(rows[0] as Omit<Recorded, 'eventId'>) };
  } catch (error) {
    const refusal = REFUSALS[String((error as { code?: unknown }).code)];
    if (refusal) return refusal;
    throw error;
  }
}
