import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';

/** The requested recorded axis; default: the end of the log at the time of the request. */
export interface KnowledgeRequest {
  /** RFC 3339 UTC, six decimals. */
  knownAt?: string;
  position?: number;
}

/** The requested basis; default of `asOf`: today. */
export interface AsOfQuery extends KnowledgeRequest {
  asOf?: Day;
  uncertain: Uncertain;
  publishedBy?: Day;
}

/** A text that is equal for equal queries: the key of what is remembered about one. No member contains a space. */
export function keyOf({ asOf, uncertain, position, knownAt, publishedBy, ...others }: AsOfQuery): string {
  // A further member that is not part of the key does not compile: answers to different queries would have one key.
  others satisfies Record<string, never>;
  return [asOf, uncertain, position, knownAt, publishedBy].join(' ');
}

/** The permanent address of an answer, and when the last event that it knows was recorded. */
export interface Memento {
  permalink: string;
  /** Of the policy; RFC 3339 UTC, six decimals. */
  lastRecorded: string;
}

/** A finished answer. `pinned`: the same request always gives these bytes. */
export interface ReadAnswer {
  body: string;
  pinned: boolean;
}
