import { formatsOf, WHATS, type Format, type What } from './export-request.js';
import { columnsOf } from './tables/table-of.js';
import { MEMBERS_BY_TABLE } from './members-by-table.js';

/** What can be asked of one sort of export, for forms that offer it. */
export interface ExportChoice {
  what: What;
  /** The first is what is made when none is named. */
  formats: readonly Format[];
  /** Which of the members that not every sort takes this one does, as JSON pointers into the request. */
  takes: string[];
  columns: { name: string; labels: { en: string; ja: string } }[];
}

/** All sorts of exports with their formats, members and columns: the rules that requests are checked by. */
export const exportChoices = (): ExportChoice[] =>
  WHATS.map((what) => ({
    what,
    formats: formatsOf(what),
    takes: Object.keys(MEMBERS_BY_TABLE).filter(
      (pointer) => MEMBERS_BY_TABLE[pointer]?.includes(what) === true,
    ),
    columns: columnsOf(what).map(({ name, en, ja }) => ({ name, labels: { en, ja } })),
  }));
