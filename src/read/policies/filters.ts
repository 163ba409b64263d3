import { EXISTENCES, type Existence } from '../../domain/existence.js';
import { IDENTIFIER_TEXT } from '../../domain/identifier.js';
import { isText, oneOf, optional, type Check } from '../lists/members.js';

/** Which policies: all filters must match, on the day and the knowledge basis of the query. */
export interface PolicyFilters {
  /** A value of `status`: the definite one, or a candidate if `certainty` is possible. */
  status?: string;
  /** ISO 3166-1 code. */
  jurisdiction?: string;
  area?: string;
  /** With a live development of this kind that has begun in some reading. */
  kind?: string;
  /** Values of fields, canonical JSON text by path; matched like `status`. */
  equals?: Readonly<Record<string, string>>;
  existence?: Existence;
  /** Policies with this field uncertain: it has no definite value, but candidates. */
  possible?: string;
  /** Policies without this field: neither a value nor candidates. */
  absent?: string;
  /** Policies with at least one contested field. */
  contested?: 'true';
  /** Full text: each term is in some text of the policy or of its live developments. */
  q?: string;
  /** Policies that others call so: `scheme:value`. */
  identifier?: string;
  /** Without `status` and `equals`: policies with any uncertain field. */
  certainty?: 'possible';
}

/** The filters in a page token; their order is that of permalinks, and is released. */
export const FILTER_MEMBERS: { readonly [Name in keyof Required<PolicyFilters>]: Check } = {
  status: optional(isText),
  jurisdiction: optional(isText),
  area: optional(isText),
  kind: optional(isText),
  equals: optional(areJsonTexts),
  existence: optional(oneOf(EXISTENCES)),
  possible: optional(isText),
  absent: optional(isText),
  certainty: optional(oneOf(['possible'])),
  q: optional(isText),
  contested: optional(oneOf(['true'])),
  identifier: optional(isIdentifier),
};

function isIdentifier(value: unknown): boolean {
  return typeof value === 'string' && IDENTIFIER_TEXT.test(value);
}

function areJsonTexts(values: unknown): boolean {
  return (
    typeof values === 'object' &&
    values !== null &&
    Object.values(values).every((value) => typeof value === 'string' && isJson(value))
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The names of the given filters. */
export const filterNames = (filters: PolicyFilters): (keyof PolicyFilters)[] =>
  (Object.keys(FILTER_MEMBERS) as (keyof PolicyFilters)[]).filter((name) => filters[name] !== undefined);

/** The requested values of fields, including `status`. */
export function askedValues({ status, equals }: PolicyFilters): [path: string, value: string][] {
  return [
    ...(status === undefined ? [] : [['status', JSON.stringify(status)] as [string, string]]),
    ...Object.entries(equals ?? {}),
  ];
}

/** The filters as parameters of a request, in the order of permalinks: that of FILTER_MEMBERS. */
export function filterParameters({ equals = {}, ...filters }: PolicyFilters): Record<string, string> {
  const parameters = filterNames({ equals, ...filters }).flatMap((name) =>
    name === 'equals'
      ? Object.entries(equals).map(([path, value]) => [`field.${path}`, value])
      : [[name, filters[name]]],
  );
  return Object.fromEntries(parameters) as Record<string, string>;
}
