import type pg from 'pg';
import type { StoredEvent } from './event.js';

/**
 * The columns `payload` and `redactedAt` of an event, see StoredEvent.
 * @param events the alias of log.events
 */
export function contentSql(events: string): string {
  const by = `FROM log.redactions JOIN log.events AS said ON said.position = redacted_by WHERE redactions.position = ${events}.position`;
  return `coalesce(${events}.payload, (SELECT (said.payload::json -> 'skeleton')::text ${by})) AS payload,
    CASE WHEN ${events}.payload IS NULL THEN (SELECT redacted_by ${by}) END AS "redactedAt"`;
}

/** The columns of an event, all as the text that PostgreSQL sends; named here in the order of the statement. */
type EventRow = [
  position: string,
  stream: string,
  version: string,
  eventId: string,
  kind: string,
  schemaVersion: string,
  actor: string,
  correlationId: string | null,
  causationId: string | null,
  recordedAt: string,
  ingestedAt: string | null,
  payload: string,
  redactedAt: string | null,
];

const eventsSql = (clause: string): string => `
  SELECT events.position, events.stream, events.version, events.event_id, events.kind, events.schema_version, events.actor,
    events.correlation_id, events.causation_id, events.recorded_at AT TIME ZONE 'UTC', events.ingested_at AT TIME ZONE 'UTC',
    ${contentSql('events')}
  FROM log.events ${clause}`;

/** To find a parser and a name for each of a dozen values of an event would take `pg` longer than all the rest. */
const asText: pg.CustomTypesConfig = { getTypeParser: (() => (text: string) => text) as never };

/** Which events to read: what follows `FROM log.events`, whose order is that of the events, and its parameters. */
interface EventsQuery {
  /** Of a statement that stays prepared; without it, the statement is planned anew each time. */
  name?: string;
  clause: string;
  values: unknown[];
}

/** @param db with `datestyle` ISO, which is PostgreSQL's default and set by the pools */
export async function readEvents(
  db: pg.Pool | pg.ClientBase,
  { name, clause, values }: EventsQuery,
): Promise<StoredEvent[]> {
  const { rows } = await db.query<EventRow>({
    ...(name === undefined ? {} : { name }),
    text: eventsSql(clause),
    values,
    rowMode: 'array',
    types: asText,
  });
  return rows.map(storedEvent);
}

function storedEvent([
  position,
  stream,
  version,
  eventId,
  kind,
  schemaVersion,
  actor,
  correlationId,
  causationId,
  recordedAt,
  ingestedAt,
  payload,
  redactedAt,
]: EventRow): StoredEvent {
  return {
    position: Number(position),
    stream,
    version: Number(version),
    eventId,
    kind,
    schemaVersion: Number(schemaVersion),
    payload,
    redactedAt: redactedAt === null ? null : Number(redactedAt),
    actor,
    correlationId,
    causationId,
    recordedAt: instantText(recordedAt),
    ingestedAt: ingestedAt === null ? null : instantText(ingestedAt),
  };
}

const SECONDS = '2024-07-31T09:00:00'.length;
const MICROSECONDS = '2024-07-31T09:00:00.123456'.length;
const DAY = '2024-07-31'.length;

/** As `log.instant_text` has it. @param utc as PostgreSQL prints a timestamp: a space before the time, and no zeros at the end */
function instantText(utc: string): string {
  const exact = (utc.length === SECONDS ? `${utc}.` : utc).padEnd(MICROSECONDS, '0');
  return `${exact.slice(0, DAY)}T${exact.slice(DAY + 1)}Z`;
}
