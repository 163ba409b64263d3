import type pg from 'pg';
import type { StoredEvent } from './event.js';

const redactionOf = (events: string) =>
  `FROM log.redactions JOIN log.events AS said ON said.position = redacted_by WHERE redactions.position = ${events}.position`;
const payloadOf = (events: string) =>
  `coalesce(${events}.payload, (SELECT (said.payload::json -> 'skeleton')::text ${redactionOf(events)}))`;
const redactedAtOf = (events: string) =>
  `CASE WHEN ${events}.payload IS NULL THEN (SELECT redacted_by ${redactionOf(events)}) END`;

/**
 * The columns `payload` and `redactedAt` of an event, see StoredEvent.
 * @param events the alias of log.events
 */
export const contentSql = (events: string): string =>
  `${payloadOf(events)} AS payload, ${redactedAtOf(events)} AS "redactedAt"`;

/** A row of `eventsSql`, all as the text that PostgreSQL sends. */
type EventRow = [
  head: string,
  kind: string,
  actor: string,
  correlationId: string | null,
  causationId: string | null,
  payload: string,
  ...more: string[],
];

/** The columns without a comma, and the stream behind them, are one text: to cut it takes less than `pg` needs for as many columns. */
const HEAD = [
  'events.position',
  'events.version',
  'events.event_id',
  'events.schema_version',
  `events.recorded_at AT TIME ZONE 'UTC'`,
  `coalesce((events.ingested_at AT TIME ZONE 'UTC')::text, '')`,
  `coalesce((${redactedAtOf('events')})::text, '')`,
  'events.stream',
];
const COMMAS = HEAD.length - 1;

/** Events with all that is known of them. @param more columns behind theirs */
const eventsSql = (from: string, more = ''): string => `
  SELECT concat_ws(',', ${HEAD.join(', ')}), events.kind, events.actor, events.correlation_id, events.causation_id,
    ${payloadOf('events')}${more}
  FROM ${from}`;

/** To find a parser and a name for each value of an event would take `pg` longer than all the rest. */
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
  const rows = await rowsOf(db, name, eventsSql(`log.events ${clause}`), values);
  return rows.map(storedEvent);
}

/** One stream, or a part of it. */
export interface StreamPart {
  stream: string;
  /** Only later versions. */
  afterVersion: number;
  /** Only positions up to this one, inclusive. */
  upToPosition: number;
}

/** The sum keeps the planner from reading a third of all positions, too; the order, from joining all of the log. */
const STREAM_PARTS = eventsSql(
  `unnest($1::text[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS part (stream, after_version, up_to_position, place)
  CROSS JOIN LATERAL (
    SELECT * FROM log.events
    WHERE events.stream = part.stream AND events.version > part.after_version AND events.position + 0 <= part.up_to_position
    ORDER BY events.version) AS events
  ORDER BY part.place, events.version`,
  ', part.place',
);

/** The events of each part, in order. One statement, which stays prepared: to parse and plan it takes longer than to read fifty events. */
export async function readStreamParts(
  db: pg.Pool | pg.ClientBase,
  parts: readonly StreamPart[],
): Promise<StoredEvent[][]> {
  const rows = await rowsOf(db, 'log-streams', STREAM_PARTS, [
    parts.map(({ stream }) => stream),
    parts.map(({ afterVersion }) => afterVersion),
    parts.map(({ upToPosition }) => upToPosition),
  ]);
  const read = parts.map((): StoredEvent[] => []);
  for (const row of rows) read[Number(row[PLACE]) - 1]?.push(storedEvent(row));
  return read;
}

/** The first column behind those of an event. */
const PLACE = 6;

async function rowsOf(
  db: pg.Pool | pg.ClientBase,
  name: string | undefined,
  text: string,
  values: unknown[],
): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>({
    ...(name === undefined ? {} : { name }),
    ...{ text, values, rowMode: 'array', types: asText },
  });
  return rows;
}

function storedEvent([head, kind, actor, correlationId, causationId, payload]: EventRow): StoredEvent {
  const [position, version, eventId, schemaVersion, recordedAt, ingestedAt, redactedAt, stream] = cut(head);
  return {
    position: Number(position),
    stream,
    version: Number(version),
    eventId,
    kind,
    schemaVersion: Number(schemaVersion),
    payload,
    redactedAt: redactedAt === '' ? null : Number(redactedAt),
    actor,
    correlationId,
    causationId,
    recordedAt: instantText(recordedAt),
    ingestedAt: ingestedAt === '' ? null : instantText(ingestedAt),
  };
}

type Head = [
  position: string,
  version: string,
  eventId: string,
  schemaVersion: string,
  recordedAt: string,
  ingestedAt: string,
  redactedAt: string,
  stream: string,
];

/** The parts of a head; the last one may have commas itself. */
function cut(head: string): Head {
  const parts: string[] = [];
  let from = 0;
  while (parts.length < COMMAS) {
    const comma = head.indexOf(',', from);
    parts.push(head.slice(from, comma));
    from = comma + 1;
  }
  parts.push(head.slice(from));
  return parts as Head;
}

const SECONDS = '2024-07-31T09:00:00'.length;
const MICROSECONDS = '2024-07-31T09:00:00.123456'.length;
const DAY = '2024-07-31'.length;

/** As `log.instant_text` has it. @param utc as PostgreSQL prints a timestamp: a space before the time, and no zeros at the end */
function instantText(utc: string): string {
  const exact = (utc.length === SECONDS ? `${utc}.` : utc).padEnd(MICROSECONDS, '0');
  return `${exact.slice(0, DAY)}T${exact.slice(DAY + 1)}Z`;
}
