import type { KnowledgeBasis } from '../domain/basis.js';
import type { Day } from '../domain/day.js';
import type { Uncertain } from '../domain/field-entry.js';

export const WHATS = [
  'states',
  'history',
  'facts',
  'panel',
  'developments',
  'events',
  'timelinejs',
  'claims',
] as const;
export type What = (typeof WHATS)[number];

export const FORMATS = ['csv', 'ndjson', 'parquet', 'xlsx', 'jsonld', 'datapackage', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export const STEPS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Step = (typeof STEPS)[number];

/** The days of a panel: from `from` on, one every step, none after `to`. */
export interface Days {
  from: Day;
  to: Day;
  every: Step;
}

/** Which policies, and of them which fields; all must hold. */
export interface ExportFilters {
  policyId?: string[];
  jurisdiction?: string;
  area?: string;
  /** A definite value of `status`; for states and panels. */
  status?: string;
  field?: string[];
}

/** What the file rests on, everything fixed: the same request gives the same rows for ever. */
export interface ExportBasis extends KnowledgeBasis {
  asOf: Day;
  uncertain: Uncertain;
  publishedBy?: Day;
}

/** A file to make. */
export interface ExportRequest {
  what: What;
  format: Format;
  basis: ExportBasis;
  filters: ExportFilters;
  /** In this order; left out: all. */
  columns?: string[];
  labels?: 'en' | 'ja';
  /** CSV begins with the byte order mark that Excel wants. */
  bom?: boolean;
  /** Only what came behind this position. */
  since?: number;
  days?: Days;
}

/** The members of the request that say which rows, as manifests tell them. */
export function queryOf({ filters, columns, labels, bom, since, days }: ExportRequest) {
  return { filters, columns, labels, bom, since, days };
}

/** Which formats each table can be had in: those that can hold it. The first is what is made when none is named. */
export function formatsOf(what: What): readonly Format[] {
  const tables = ['csv', 'ndjson', 'parquet', 'xlsx', 'datapackage'] as const;
  if (what === 'developments') return [...tables, 'jsonld'];
  if (what === 'timelinejs') return ['json', ...tables];
  return tables;
}
