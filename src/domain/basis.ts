import type { Day } from './day.js';
import type { Uncertain } from './field-entry.js';

/** The format number in permalinks. Answers of a released number never change; a new format needs a new number. */
export const RENDER = 1;

/** The state of the log that an answer is based on. */
export interface KnowledgeBasis {
  /** 0: the empty log. */
  position: number;
  /** RFC 3339 UTC, six decimals: the requested instant, else that of `position`; null for the empty log. */
  knownAt: string | null;
  /** When the event at `position` was recorded. */
  recordedAt: string | null;
  /** The requested instant is after the end of the log: more may still be recorded before it. */
  beyondHead: boolean;
}

/** What an answer is based on; `asOf` and `uncertain` are null if the answer covers the whole effective axis. */
export interface Basis extends KnowledgeBasis {
  asOf: Day | null;
  uncertain: Uncertain | null;
  publishedBy: Day | null;
}

/**
 * The basis as shown in answers, JSON text.
 * @param reconstructed whether the answer is based on backfilled records; shown only if true
 */
export function basisText(basis: Basis, reconstructed = false): string {
  // Days, instants and slugs: none of them needs an escape.
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
 * The relative path that always gives the same answer. An instant before the end of the log is written into it together with
 * its position, so that the basis is shown the same way, too. An instant after the end cannot be: events may still be recorded
 * before it.
 * @param more further parameters of the request, in the order of the path
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

/** Form encoding. Most names and values need none, and URLSearchParams would then cost more than the rest of an answer. */
const encoded = (text: string): string =>
  /^[\w.*-]*$/.test(text) ? text : new URLSearchParams([['', text]]).toString().slice(1);
