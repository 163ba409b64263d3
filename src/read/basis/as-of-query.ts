import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';

/** What a reader wants the answer to rest on; left out: as far as the log goes when the question comes. */
export interface KnowledgeRequest {
  /** RFC 3339 UTC, six decimals. */
  knownAt?: string;
  position?: number;
}

/** The basis asked for; `asOf` left out is today. */
export interface AsOfQuery extends KnowledgeRequest {
  asOf?: Day;
  uncertain: Uncertain;
  publishedBy?: Day;
}

/** What is told of an answer beside its bytes: where it stays the same for ever, and when the last event it knows was recorded. */
export interface Memento {
  permalink: string;
  /** Of the policy; RFC 3339 UTC, six decimals. */
  lastRecorded: string;
}

/** A finished answer. `pinned`: the same request gives these bytes for ever. */
export interface ReadAnswer {
  body: string;
  pinned: boolean;
}
