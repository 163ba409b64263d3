import type { Day } from './day.js';
import type { Uncertain } from './field-entry.js';

/** The format of answers that a permalink names; a change of their bytes needs a new number, and the old one stays. */
export const RENDER = 1;

/** What the log had taken in when the question is asked of it. */
export interface Known {
  /** 0: the empty log. */
  position: number;
  /** RFC 3339 UTC, six decimals: the instant asked for, else that of `position`; null for the empty log. */
  knownAt: string | null;
  /** When the event at `position` was recorded. */
  recordedAt: string | null;
  /** The instant asked for lies beyond the log's end: more may yet be recorded before it. */
  beyondHead: boolean;
}

/** What an answer rests on; `asOf` and `uncertain` are null where the whole effective axis is told. */
export interface Basis extends Known {
  asOf: Day | null;
  uncertain: Uncertain | null;
  publishedBy: Day | null;
}

/**
 * The basis as answers echo it, JSON text.
 * @param reconstructed whether the answer rests on backfilled records; told only if so
 */
export function basisText(basis: Basis, reconstructed = false): string {
  return JSON.stringify({
    ...(basis.asOf === null ? {} : { asOf: basis.asOf }),
    knownAt: basis.knownAt,
    ...(basis.beyondHead ? { knownThrough: basis.recordedAt } : {}),
    position: basis.position,
    ...(basis.uncertain === null ? {} : { uncertain: basis.uncertain }),
    ...(basis.publishedBy === null ? {} : { publishedBy: basis.publishedBy }),
    ...(reconstructed ? { reconstructed } : {}),
  });
}

/**
 * The relative path that gives the same answer for ever. An instant that lies before the log's end is pinned along with its
 * position, so that the echo is the same, too; one beyond the end can't be: what will be recorded before it is not known.
 * @param more further parameters of the request, in the order in which they are to stand
 */
export function permalink(path: string, basis: Basis, more: Readonly<Record<string, string>> = {}): string {
  const pinned = !basis.beyondHead && basis.knownAt !== null && basis.knownAt !== basis.recordedAt;
  const parameters = new URLSearchParams({
    ...(basis.asOf === null ? {} : { asOf: basis.asOf }),
    ...(pinned ? { knownAt: basis.knownAt as string } : {}),
    position: String(basis.position),
    ...(basis.uncertain === null ? {} : { uncertain: basis.uncertain }),
    ...(basis.publishedBy === null ? {} : { publishedBy: basis.publishedBy }),
    ...more,
    render: String(RENDER),
  });
  return `${path}?${parameters.toString()}`;
}
