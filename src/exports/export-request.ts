import type { KnowledgeBasis } from '../domain/basis.js';
import type { Day } from '../domain/day.js';
import type { Uncertain } from '../domain/field-entry.js';
import type { PolicyFilters } from '../read/policies/filters.js';
import type { Axis } from '../read/timeline/all-timelines-page.js';
import type { Format } from './formats/formats.js';
import type { What } from './tables/table.js';

export const STEPS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Step = (typeof STEPS)[number];

/** The days of a panel: `from` and then one per step, none after `to`. */
export interface Days {
  from: Day;
  to: Day;
  every: Step;
}

/**
 * Which policies, and which fields of them; all filters must match. On the day of the basis, in a panel on each of its days.
 */
export type ExportFilters = PolicyFilters & {
  policyId?: string[];
  field?: string[];
};

/** The resolved basis of a file: the same request always gives the same rows. */
export interface ExportBasis extends KnowledgeBasis {
  asOf: Day;
  uncertain: Uncertain;
  publishedBy?: Day;
}

/** What only rows by GET ask: live developments of a kind, on days of an axis. */
export interface LiveDevelopments {
  axis?: Axis;
  from?: Day;
  to?: Day;
  kind?: string;
}

/** A file to make. */
export interface ExportRequest {
  what: What;
  format: Format;
  basis: ExportBasis;
  filters: ExportFilters;
  /** In this order; default: all. */
  columns?: string[];
  labels?: 'en' | 'ja';
  /** CSV begins with a byte order mark, which Excel needs. */
  bom?: boolean;
  /** Only rows recorded after this position. */
  since?: number;
  days?: Days;
  live?: LiveDevelopments;
}

/** The members of the request that select rows, as shown in manifests. */
export function queryOf({ filters, columns, labels, bom, since, days }: ExportRequest) {
  return { filters, columns, labels, bom, since, days };
}
