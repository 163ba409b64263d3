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

/** One row for all events: for a dozen columns of each of them `pg` would take longer than PostgreSQL. */
export interface EventsRow {
  /** JSON text of EventColumns. */
  columns: string;
  /** Canonical JSON holds a newline only as an escape, see checkAppend. Null: there are no events. */
  payloads: string | null;
}

const COLUMNS = [
  'position',
  'stream',
  'version',
  'event_id',
  'kind',
  'schema_version',
  'actor',
  'correlation_id',
  'causation_id',
];

/** Column by column: the type of a value is then found once for all events. In the order of COLUMNS; the rest as named. */
type EventColumns = [
  position: number[],
  stream: string[],
  version: number[],
  eventId: string[],
  kind: string[],
  schemaVersion: number[],
  actor: string[],
  correlationId: (string | null)[],
  causationId: (string | null)[],
  recordedAt: string[],
  ingestedAt: (string | null)[],
  redactedAt: (number | null)[],
];

/** @param clause what follows `FROM log.events`; its order is that of the events */
export const eventsSql = (clause: string): string => `
  SELECT json_build_array(${[...COLUMNS, 'recorded', 'ingested', '"redactedAt"'].map((name) => `array_agg(event.${name})`).join(', ')})::text AS columns,
    string_agg(coalesce(event.payload, ''), E'\\n') AS payloads
  FROM (
    SELECT ${COLUMNS.map((name) => `events.${name}`).join(', ')}, events.recorded_at AT TIME ZONE 'UTC' AS recorded,
      events.ingested_at AT TIME ZONE 'UTC' AS ingested, ${contentSql('events')}
    FROM log.events ${clause}
  ) AS event`;

export function eventsOf({ rows: [row] }: { rows: readonly EventsRow[] }): StoredEvent[] {
  if (!row || row.payloads === null) return [];
  const [positions, streams, versions, eventIds, kinds, schemaVersions, ...rest] = JSON.parse(
    row.columns,
  ) as EventColumns;
  const [actors, correlationIds, causationIds, recorded, ingested, redactedAt] = rest;
  return row.payloads.split('\n').map((payload, i) => {
    const ingestedAt = ingested[i] ?? null;
    return {
      position: positions[i] as number,
      stream: streams[i] as string,
      version: versions[i] as number,
      eventId: eventIds[i] as string,
      kind: kinds[i] as string,
      schemaVersion: schemaVersions[i] as number,
      payload,
      redactedAt: redactedAt[i] ?? null,
      actor: actors[i] as string,
      correlationId: correlationIds[i] ?? null,
      causationId: causationIds[i] ?? null,
      recordedAt: instantText(recorded[i] as string),
      ingestedAt: ingestedAt === null ? null : instantText(ingestedAt),
    };
  });
}

const MICROSECOND_DIGITS = 6;

/** As `log.instant_text` has it. @param utc as in JSON of PostgreSQL: without zone, and without zeros at the end */
function instantText(utc: string): string {
  const [seconds = '', fraction = ''] = utc.split('.');
  return `${seconds}.${fraction.padEnd(MICROSECOND_DIGITS, '0')}Z`;
}
