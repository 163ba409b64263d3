import { useState } from 'react';
import type { ExportBody } from '../api/changes.js';
import type { ExportChoice } from '../api/operations.js';
import { basisBody } from '../share/commands.js';
import { addressOf, queryOf, type Basis } from '../time/basis.js';

/** The contents of the form; texts as typed. */
export interface ExportDraft {
  what: string;
  format: string;
  policyId: string;
  jurisdiction: string;
  area: string;
  status: string;
  field: string;
  columns: readonly string[];
  labels: '' | 'en' | 'ja';
  bom: boolean;
  from: string;
  to: string;
  every: string;
}

export const FILTERS = ['policyId', 'jurisdiction', 'area', 'status', 'field'] as const;
const BLANK: ExportDraft = {
  ...{ what: 'states', format: 'csv', columns: [], labels: '', bom: true },
  ...{ policyId: '', jurisdiction: '', area: '', status: '', field: '' },
  ...{ from: '', to: '', every: 'month' },
};

/** The draft of an export; members that other rows do not accept are kept, but not sent. */
export function useExportDraft() {
  const [draft, setDraft] = useState(BLANK);
  const change = (changes: Partial<ExportDraft>) => {
    setDraft((old) => ({ ...old, ...(changes.what !== undefined && { columns: [] }), ...changes }));
  };
  return { draft, change };
}

/** Members that all rows accept are not in `takes`. */
export const isTaken = (
  { takes }: ExportChoice,
  everything: readonly ExportChoice[],
  pointer: string,
): boolean => takes.includes(pointer) || !everything.some((other) => other.takes.includes(pointer));

export const formatOf = (draft: ExportDraft, choice: ExportChoice): string =>
  choice.formats.includes(draft.format) ? draft.format : (choice.formats[0] ?? 'csv');

/** The members of the basis that these rows accept. */
export const basisTaken = (basis: Basis, takes: (pointer: string) => boolean): Basis =>
  Object.fromEntries(Object.entries(basis).filter(([name]) => takes(`/basis/${name}`)));

/** The body of the request; empty members are left out. */
export function exportBodyOf(
  draft: ExportDraft,
  choice: ExportChoice,
  basis: Basis,
  takes: (pointer: string) => boolean,
): ExportBody {
  const { from, to, every, columns, labels, bom } = draft;
  const format = formatOf(draft, choice);
  const lists = (name: string, text: string) =>
    name === 'policyId' || name === 'field' ? text.split(/[\s,、]+/).filter(Boolean) : text.trim();
  const filters = FILTERS.filter((name) => takes(`/filters/${name}`) && draft[name].trim() !== '');
  return {
    what: choice.what,
    format,
    basis: basisBody(queryOf(addressOf(basisTaken(basis, takes))) as Record<string, string>),
    filters: Object.fromEntries(filters.map((name) => [name, lists(name, draft[name])])),
    ...(columns.length > 0 && hasColumns(format) && { columns: [...columns] }),
    ...(labels !== '' && { labels }),
    ...(bom && format === 'csv' && { bom }),
    ...(takes('/days') && { days: { from, to, every } }),
  } as unknown as ExportBody;
}

export const hasColumns = (format: string): boolean => format !== 'json' && format !== 'jsonld';
