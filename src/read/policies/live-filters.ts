import type pg from 'pg';
import { canonicalText, type Json } from '../../domain/json.js';
import { EXISTENCE, type PolicyTimeline } from '../../domain/policy-timeline.js';
import { developmentWords, headerWords, holds, termsOf } from '../../domain/search-text.js';
import type { PolicyRows, Row } from '../../domain/state.js';
import { publicBy, liveVersion } from '../../domain/supersession.js';
import { askedValues, type PolicyFilters } from './filters.js';
import { liveStates, type LiveBasis, type LivePolicy } from './live-states.js';

/** What folded policies rest on, and which are wanted. */
export type LivePlace = LiveBasis & PolicyFilters;

/** The policies that pass, folded, in the order of their ids. */
export async function* passing(pool: pg.Pool, place: LivePlace, behind?: string): AsyncGenerator<LivePolicy> {
  for await (const live of liveStates(pool, place, behind)) if (passes(live, place)) yield live;
}

/** Whether a folded policy passes the filters; filter-sql.ts says the same of the tables. */
export function passes({ policy, timeline }: LivePolicy, place: LivePlace): boolean {
  const { header } = timeline;
  if (!header) return false;
  const { area, jurisdiction, kind, existence, possible, absent, q } = place;
  return (
    (area === undefined || header.area === area) &&
    (jurisdiction === undefined || header.jurisdictions.includes(jurisdiction)) &&
    (kind === undefined || hasKind(timeline, kind, place)) &&
    (existence === undefined || existenceOf(policy) === existence) &&
    (possible === undefined || hasNoValue(policy, possible) === 'possible') &&
    (absent === undefined || hasNoValue(policy, absent) === 'absent') &&
    hasValues(policy, place) &&
    (q === undefined || isFound(timeline, q, place))
  );
}

const hasKind = (timeline: PolicyTimeline, kind: string, { asOf }: LivePlace): boolean =>
  timeline.placements.all().some(({ claim, begin }) => claim.kind === kind && begin.earliest <= asOf);

/** Whether the policy exists, as this reader reads it; without an entry nothing of it has begun. */
export const existenceOf = ({ rows }: PolicyRows): string =>
  JSON.parse(rows.find(({ path }) => path === EXISTENCE)?.value ?? '"not-yet"') as string;

/** Why a field has no value; undefined: it has one. */
function hasNoValue({ rows }: PolicyRows, field: string): 'possible' | 'absent' | undefined {
  const row = rows.find(({ path }) => path === field);
  if (row && row.value !== null) return undefined;
  return row?.certainty === 'possible' ? 'possible' : 'absent';
}

function hasValues({ rows }: PolicyRows, place: LivePlace): boolean {
  const asked = askedValues(place);
  if (asked.length === 0)
    return place.certainty === undefined || rows.some(({ certainty }) => certainty === 'possible');
  return asked.every(([path, value]) => {
    const row = rows.find((each) => each.path === path);
    if (!row) return false;
    return place.certainty === undefined ? row.value === value : isCandidate(row, value);
  });
}

function isCandidate({ certainty, rest }: Row, asked: string): boolean {
  if (certainty !== 'possible') return false;
  const { candidates = [] } = JSON.parse(`{${rest}}`) as { candidates?: { value?: Json }[] };
  return candidates.some(({ value }) => value !== undefined && canonicalText(value) === asked);
}

function isFound({ header, facts }: PolicyTimeline, query: string, { publishedBy }: LivePlace): boolean {
  const counts = publishedBy === undefined ? undefined : publicBy(publishedBy);
  const live = facts.all().flatMap((fact) => liveVersion(fact, counts) ?? []);
  const texts = [...(header ? [headerWords(header)] : []), ...live.map(developmentWords)];
  return termsOf(query).every((pieces) => texts.some((text) => holds(text, pieces)));
}
