import type { ShownFields } from './field-parameters.js';
import { PINNED_PAGE, type PinnedPage } from '../lists/pinned-page.js';
import { isFlag, isText, oneOf, optional } from '../lists/members.js';

/** Sort keys of a list; a leading `-`: descending. Equal ones are in the order of their ids. */
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

/** One page with everything fixed, so that the same token always gives the same page. */
export interface ListPage extends PinnedPage {
  fields: ShownFields;
  /** Default: true. */
  expected?: boolean;
  /** Default: by id. */
  sort?: Sort;
  /** The last policy of the previous page. */
  after?: string;
  /** Its sort key, unless that is its id. */
  afterKey?: string;
}

/** The members of this list's page token. */
export const LIST_MEMBERS = {
  ...PINNED_PAGE,
  fields: areShownFields,
  expected: optional(isFlag),
  sort: optional(oneOf(SORTS)),
  after: optional(isText),
  afterKey: optional(isText),
};

function areShownFields(fields: unknown): boolean {
  return (
    typeof fields === 'boolean' || (Array.isArray(fields) && fields.every((path) => typeof path === 'string'))
  );
}
