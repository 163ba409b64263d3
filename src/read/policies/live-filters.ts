import { canonicalText, type Json } from '../../domain/json.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import { developmentWords, headerWords, holds, termsOf } from '../../domain/search-text.js';
import type { PolicyRows, Row } from '../../domain/state.js';
import { publicBy, liveVersion } from '../../domain/supersession.js';
import { askedValues } from './filters.js';
import type { ListPlace } from './list-question.js';

/** A policy folded, with its state. */
export interface LivePolicy {
  policy: PolicyRows;
  timeline: PolicyTimeline;
}

/** Whether a folded policy passes the filters of a list; filter-sql.ts says the same of the tables. */
export function passes({ policy, timeline }: LivePolicy, place: ListPlace): boolean {
  const { header } = timeline;
  if (!header) return false;
  const { area, jurisdiction, kind, q } = place;
  return (
    (area === undefined || header.area === area) &&
    (jurisdiction === undefined || header.jurisdictions.includes(jurisdiction)) &&
    (kind === undefined || hasKind(timeline, kind, place)) &&
    hasValues(policy, place) &&
    (q === undefined || isFound(timeline, q, place))
  );
}

const hasKind = (timeline: PolicyTimeline, kind: string, { asOf }: ListPlace): boolean =>
  timeline.placements.all().some(({ claim, begin }) => claim.kind === kind && begin.earliest <= asOf);

function hasValues({ rows }: PolicyRows, place: ListPlace): boolean {
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

function isFound({ header, facts }: PolicyTimeline, query: string, { publishedBy }: ListPlace): boolean {
  const counts = publishedBy === undefined ? undefined : publicBy(publishedBy);
  const live = facts.all().flatMap((fact) => liveVersion(fact, counts) ?? []);
  const texts = [...(header ? [headerWords(header)] : []), ...live.map(developmentWords)];
  return termsOf(query).every((pieces) => texts.some((text) => holds(text, pieces)));
}
