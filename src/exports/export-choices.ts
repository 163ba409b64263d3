import { FILTERS } from '../read/policies/filters.js';
import { type Format, formatsOf } from './formats/formats.js';
import { type What, WHATS } from './tables/table.js';
import { columnsOf } from './tables/table-of.js';

/** Filters that do not depend on the day: those of the header. */
const HEADER_FILTERS = ['area', 'jurisdiction'];
const DATED: readonly What[] = ['states', 'panel'];
const OF_POLICIES: readonly What[] = [...DATED, 'history', 'facts', 'developments', 'timelinejs', 'claims'];

/** Members of a request, as JSON pointers, that only some tables accept. */
export const MEMBERS_BY_TABLE: Record<string, readonly What[]> = {
  '/since': ['events', 'developments', 'facts'],
  '/days': ['panel'],
  '/basis/asOf': ['states'],
  '/basis/uncertain': [...DATED, 'history', 'facts'],
  '/basis/publishedBy': [...DATED, 'history', 'developments', 'timelinejs', 'claims'],
  '/filters/field': ['history', 'facts', 'claims'],
  ...Object.fromEntries(
    Object.keys(FILTERS).map((name) => [
      `/filters/${name === 'field.*' ? 'equals' : name}`,
      HEADER_FILTERS.includes(name) ? OF_POLICIES : DATED,
    ]),
  ),
};

/** The options of one type of export, for forms. */
export interface ExportChoice {
  what: What;
  /** The first one is the default. */
  formats: readonly Format[];
  /** Members that only some types accept and this one does, as JSON pointers into the request. */
  takes: string[];
  columns: { name: string; labels: { en: string; ja: string } }[];
}

/** All types of exports with their formats, members and columns: the same rules that check requests. */
export const exportChoices = (): ExportChoice[] =>
  WHATS.map((what) => ({
    what,
    formats: formatsOf(what),
    takes: Object.keys(MEMBERS_BY_TABLE).filter(
      (pointer) => MEMBERS_BY_TABLE[pointer]?.includes(what) === true,
    ),
    columns: columnsOf(what).map(({ name, en, ja }) => ({ name, labels: { en, ja } })),
  }));
