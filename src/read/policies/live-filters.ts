import type pg from 'pg';
import { canonicalText, type Json } from '../../domain/json.js';
import { EXISTENCE, type PolicyTimeline } from '../../domain/policy-timeline.js';
import { developmentWords, headerWords, holds, termsOf } from '../../domain/search-text.js';
import type { PolicyRows, Row } from '../../domain/state.js';
import { publicBy, liveVersion } from '../../domain/development-history.js';
import { askedValues, filterNames, type PolicyFilters } from './filters.js';
import { liveStates, type LiveBasis, type LivePolicy } from './live-states.js';

/** What folded policies rest on, and which are wanted. */
export type LivePlace = LiveBasis & PolicyFilters;

/** The policies that pass, folded, in the order of their ids. */
export async function* passing(pool: pg.Pool, place: LivePlace, behind?: string): AsyncGenerator<LivePolicy> {
  for await (const live of liveStates(pool, place, behind)) if (passes(live, place)) yield live;
}

/** Whether a folded policy passes the filters; filter-sql.ts says the same of the tables. */
export const passes = (live: LivePolicy, place: LivePlace): boolean =>
  live.timeline.header !== null && filterNames(place).every((name) => passesOne(name, live, place));

// `never`, because TypeScript can't see that a function and a value of the same name belong together.
const passesOne = (name: keyof PolicyFilters, live: LivePolicy, place: LivePlace): boolean =>
  PASSES[name](place[name] as never, live, place);

/** Each filter as a condition. */
const PASSES: {
  readonly [Name in keyof Required<PolicyFilters>]: (
    value: NonNullable<PolicyFilters[Name]>,
    live: LivePolicy,
    place: LivePlace,
  ) => boolean;
} = {
  status: (status, live, place) => hasValue(live.policy, 'status', JSON.stringify(status), place),
  jurisdiction: (code, { timeline }) => timeline.header?.jurisdictions.includes(code) ?? false,
  area: (area, { timeline }) => timeline.header?.area === area,
  kind: (kind, { timeline }, place) => hasKind(timeline, kind, place),
  equals: (values, { policy }, place) =>
    Object.entries(values).every(([path, value]) => hasValue(policy, path, value, place)),
  existence: (existence, { policy }) => existenceOf(policy) === existence,
  possible: (path, { policy }) => hasNoValue(policy, path) === 'possible',
  absent: (path, { policy }) => hasNoValue(policy, path) === 'absent',
  contested: (_, { policy }) => isContested(policy),
  // With values it says how they match.
  certainty: (_, { policy }, place) =>
    askedValues(place).length > 0 || policy.rows.some(({ certainty }) => certainty === 'possible'),
  q: (q, { timeline }, place) => isFound(timeline, q, place),
};

const hasKind = (timeline: PolicyTimeline, kind: string, { asOf }: LivePlace): boolean =>
  timeline.claimBounds.all().some(({ claim, begin }) => claim.kind === kind && begin.earliest <= asOf);

/** Whether the policy exists, as this reader reads it; without an entry nothing of it has begun. */
export const existenceOf = ({ rows }: PolicyRows): string =>
  JSON.parse(rows.find(({ path }) => path === EXISTENCE)?.value ?? '"not-yet"') as string;

/** @param field of this field; undefined: of any */
export const isContested = ({ rows }: PolicyRows, field?: string): boolean =>
  rows.some(({ path, contested }) => contested && (field === undefined || path === field));

/** Why a field has no value; undefined: it has one. */
function hasNoValue({ rows }: PolicyRows, field: string): 'possible' | 'absent' | undefined {
  const row = rows.find(({ path }) => path === field);
  if (row && row.value !== null) return undefined;
  return row?.certainty === 'possible' ? 'possible' : 'absent';
}

function hasValue({ rows }: PolicyRows, path: string, value: string, place: LivePlace): boolean {
  const row = rows.find((each) => each.path === path);
  if (!row) return false;
  return place.certainty === undefined ? row.value === value : isCandidate(row, value);
}

function isCandidate({ certainty, rest }: Row, asked: string): boolean {
  if (certainty !== 'possible') return false;
  const { candidates = [] } = JSON.parse(`{${rest}}`) as { candidates?: { value?: Json }[] };
  return candidates.some(({ value }) => value !== undefined && canonicalText(value) === asked);
}

function isFound(
  { header, histories: histories }: PolicyTimeline,
  query: string,
  { publishedBy }: LivePlace,
): boolean {
  const counts = publishedBy === undefined ? undefined : publicBy(publishedBy);
  const live = histories.all().flatMap((history) => liveVersion(history, counts) ?? []);
  const texts = [...(header ? [headerWords(header)] : []), ...live.map(developmentWords)];
  return termsOf(query).every((pieces) => texts.some((text) => holds(text, pieces)));
}
