import type { KnowledgeRequest } from './as-of-query.js';

/**
 * `known AS (…)`, the first common table expression of a statement: the last known event (`position`, `recorded_at`) and
 * whether the requested instant is beyond the log's end. No row: nothing was known yet. A statement that both resolves its
 * basis and answers saves a round trip and uses one snapshot.
 */
export interface KnowledgeSql {
  /** Part of the names of prepared statements made with it. */
  name: string;
  sql: string;
  /** SQL: whether the requested instant is beyond the log's end; false for a position and for the head. */
  beyondHead: string;
  /** The statement's last parameter; none for the head. */
  values: (number | string)[];
}

/** @param parameter the placeholder of the requested value, for example `$4` */
export function knowledgeSql({ position, knownAt }: KnowledgeRequest, parameter: string): KnowledgeSql {
  if (knownAt !== undefined)
    return { name: 'instant', sql: byInstant(parameter), beyondHead: BEYOND_HEAD, values: [knownAt] };
  if (position !== undefined)
    return { name: 'position', sql: byPosition(parameter), beyondHead: 'false', values: [position] };
  return { name: 'head', sql: HEAD, beyondHead: 'false', values: [] };
}

/**
 * The basis that every statement returns: a KnowledgeRow as one JSON value, because reading a result column costs more than
 * making it. `known` may have no row.
 * @param more further members, as arguments of json_build_object
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
  /** The position of the projection in the same snapshot. */
  checkpoint: number;
}

const HEAD = `known AS (
  SELECT events.position, events.recorded_at FROM log.events ORDER BY events.position DESC LIMIT 1)`;

const byPosition = (parameter: string): string => `known AS (
  SELECT events.position, events.recorded_at FROM log.events WHERE events.position = ${parameter})`;

// Positions have no gaps: the log continues exactly if the next one exists.
const byInstant = (parameter: string): string => `known AS (
  SELECT last.position, last.recorded_at, last.recorded_at < ${parameter}
    AND NOT EXISTS (SELECT FROM log.events AS next WHERE next.position = last.position + 1) AS beyond_head
  FROM (SELECT position, recorded_at FROM log.events WHERE events.recorded_at <= ${parameter}
    ORDER BY events.recorded_at DESC LIMIT 1) AS last)`;

// Before the first event nothing was known, but the log continues; in an empty log any instant is beyond the end.
const BEYOND_HEAD = `coalesce(known.beyond_head, NOT EXISTS (SELECT FROM log.events WHERE events.position = 1))`;
