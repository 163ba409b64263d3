import { PINNED_PAGE, type PinnedPage } from '../lists/pinned-page.js';
import { isText, oneOf, optional } from '../lists/members.js';

/** What a list can be sorted by; `-` before it: descending. Equal ones stand in the order of their ids. */
export const SORT_KEYS = [
  'id',
  'title',
  'status',
  'area',
  'jurisdiction',
  'developments',
  'lastRecorded',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export type Sort = SortKey | `-${SortKey}`;
export const SORTS: readonly Sort[] = SORT_KEYS.flatMap((key): Sort[] => [key, `-${key}`]);

/** Each item without its fields, with all of them, or with these. */
export type ShownFields = boolean | readonly string[];

/** One page to make: everything fixed, so that the same place gives the same page for ever. */
export interface ListPage extends PinnedPage {
  fields: ShownFields;
  /** Default: by id. */
  sort?: Sort;
  /** The last policy of the page before. */
  after?: string;
  /** And what it was sorted by, unless that is its id. */
  afterKey?: string;
}

/** A place of this list in a page token. */
export const LIST_MEMBERS = {
  ...PINNED_PAGE,
  fields: areShownFields,
  sort: optional(oneOf(SORTS)),
  after: optional(isText),
  afterKey: optional(isText),
};

function areShownFields(fields: unknown): boolean {
  return (
    typeof fields === 'boolean' || (Array.isArray(fields) && fields.every((path) => typeof path === 'string'))
  );
}
