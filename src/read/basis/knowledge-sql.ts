import type { KnowledgeRequest } from './as-of-query.js';

/**
 * `known AS (…)`, the first common table expression of a statement: the event that ends what is known (`position`,
 * `recorded_at`) and whether the instant asked for lies beyond the log's end. No row: nothing was known yet. A statement that
 * both finds its basis and answers saves a round trip and sees one snapshot.
 */
export interface KnowledgeSql {
  /** Tells the statements apart that are made with it. */
  name: string;
  sql: string;
  /** Whether the instant asked for lies beyond the log's end; a position does not, and the head neither. */
  beyondHead: string;
  /** The statement's last parameter; none for the head. */
  values: (number | string)[];
}

/** @param parameter the placeholder of the wish's value, `$4` for example */
export function knowledgeSql({ position, knownAt }: KnowledgeRequest, parameter: string): KnowledgeSql {
  if (knownAt !== undefined)
    return { name: 'instant', sql: byInstant(parameter), beyondHead: BEYOND_HEAD, values: [knownAt] };
  if (position !== undefined)
    return { name: 'position', sql: byPosition(parameter), beyondHead: 'false', values: [position] };
  return { name: 'head', sql: HEAD, beyondHead: 'false', values: [] };
}

/**
 * What every statement tells of its basis: a KnownRow as one JSON value, since each column of a result costs more to read than it
 * does to make. `known` may have no row.
 * @param more further members, as json_build_object takes them
 */
export const knowledgeJson = ({ beyondHead }: KnowledgeSql, ...more: string[]): string =>
  `json_build_object(${[
    `'position', coalesce(known.position, 0)`,
    `'recordedAt', log.instant_text(known.recorded_at)`,
    `'beyondHead', ${beyondHead}`,
    `'checkpoint', coalesce((SELECT checkpoint FROM log.subscriptions WHERE name = 'facts'), 0)`,
    ...more,
  ].join(', ')})`;

export interface KnowledgeRow {
  position: number;
  recordedAt: string | null;
  beyondHead: boolean;
  /** How far the projection was in the same snapshot. */
  checkpoint: number;
}

const HEAD = `known AS (
  SELECT events.position, events.recorded_at FROM log.events ORDER BY events.position DESC LIMIT 1)`;

const byPosition = (parameter: string): string => `known AS (
  SELECT events.position, events.recorded_at FROM log.events WHERE events.position = ${parameter})`;

// Positions have no gaps: the log goes on exactly if it has the next one.
const byInstant = (parameter: string): string => `known AS (
  SELECT last.position, last.recorded_at, last.recorded_at < ${parameter}
    AND NOT EXISTS (SELECT FROM log.events AS next WHERE next.position = last.position + 1) AS beyond_head
  FROM (SELECT position, recorded_at FROM log.events WHERE events.recorded_at <= ${parameter}
    ORDER BY events.recorded_at DESC LIMIT 1) AS last)`;

// Before the first event nothing was known, but the log goes on; of an empty log any instant lies beyond the end.
const BEYOND_HEAD = `coalesce(known.beyond_head, NOT EXISTS (SELECT FROM log.events WHERE events.position = 1))`;
