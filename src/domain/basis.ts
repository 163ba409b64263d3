import type { Day } from './day.js';
import type { Uncertain } from './field-entry.js';

/** The format of answers that a permalink names; a change of their bytes needs a new number, and the old one stays. */
export const RENDER = 1;

/** What the log had taken in when the question is asked of it. */
export interface KnowledgeBasis {
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
export interface Basis extends KnowledgeBasis {
  asOf: Day | null;
  uncertain: Uncertain | null;
  publishedBy: Day | null;
}

/**
 * The basis as answers echo it, JSON text.
 * @param reconstructed whether the answer rests on backfilled records; told only if so
 */
export function basisText(basis: Basis, reconstructed = false): string {
  // Days, instants and words: nothing in them needs an escape.
  const text = (value: string | null) => (value === null ? 'null' : `"${value}"`);
  const members = [`"knownAt":${text(basis.knownAt)}`];
  if (basis.asOf !== null) members.unshift(`"asOf":"${basis.asOf}"`);
  if (basis.beyondHead) members.push(`"knownThrough":${text(basis.recordedAt)}`);
  members.push(`"position":${basis.position}`);
  if (basis.uncertain !== null) members.push(`"uncertain":"${basis.uncertain}"`);
  if (basis.publishedBy !== null) members.push(`"publishedBy":"${basis.publishedBy}"`);
  if (reconstructed) members.push(`"reconstructed":true`);
  return `{${members.join(',')}}`;
}

/**
 * The relative path that gives the same answer for ever. An instant that lies before the log's end is pinned along with its
 * position, so that the echo is the same, too; one beyond the end can't be: what will be recorded before it is not known.
 * @param more further parameters of the request, in the order in which they are to stand
 */
export function permalink(path: string, basis: Basis, more: Readonly<Record<string, string>> = {}): string {
  const pinned = !basis.beyondHead && basis.knownAt !== null && basis.knownAt !== basis.recordedAt;
  const parameters: [string, string][] = [];
  if (basis.asOf !== null) parameters.push(['asOf', basis.asOf]);
  if (pinned) parameters.push(['knownAt', basis.knownAt as string]);
  parameters.push(['position', String(basis.position)]);
  if (basis.uncertain !== null) parameters.push(['uncertain', basis.uncertain]);
  if (basis.publishedBy !== null) parameters.push(['publishedBy', basis.publishedBy]);
  parameters.push(...Object.entries(more), ['render', String(RENDER)]);
  return `${path}?${parameters.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')}`;
}

/** As forms are encoded: most names and values need nothing, and then URLSearchParams would cost more than the rest of an answer. */
const encoded = (text: string): string =>
  /^[\w.*-]*$/.test(text) ? text : new URLSearchParams([['', text]]).toString().slice(1);
