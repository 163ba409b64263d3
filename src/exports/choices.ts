import { formatsOf, WHATS, type Format, type What } from './export-request.js';
import { columnsOf } from './tables/table-of.js';
import { MEMBERS_BY_TABLE } from './members-by-table.js';

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
