import type { Effect } from '../effect.js';
import { canonicalText, type Json } from '../json.js';
import type { Development, Source } from '../policy-event.js';
import type { PolicyAggregate } from '../policy-aggregate.js';
import { linkedHistories } from './contests.js';
import { liveVersion, type DevelopmentHistory } from '../development-history.js';

/** A warning about a development that was accepted. */
export interface Warning {
  type: 'same-day-other-value';
  field: string;
  /** The development with another value, which this one overlays. */
  eventId: string;
  value: Json;
  detail: string;
}

/**
 * Where a development silently replaces the value of another source: it sets a field to another value than a live development
 * of the same kind that begins on the same day; neither has a sequence, they share no source, and they are in no contest
 * together. One warning per field, for the one recorded last.
 * @param policy before the development
 */
export function warningsOf(policy: PolicyAggregate, development: Development): Warning[] {
  const { sequence, assertion } = development.data;
  if (sequence !== undefined || assertion === 'disputed') return [];
  return development.effects.flatMap((effect) => {
    if (!('set' in effect)) return [];
    let last: Displaced | null = null;
    // The latest first: then the others are passed over without a comparison of values.
    for (const history of [...policy.sameDay.alike(development, effect)].reverse())
      if (last === null || history.versions[0].position > last.position)
        last = displacedOf(policy, history, development, effect) ?? last;
    return last ? [warning(effect.field, last)] : [];
  });
}

interface Displaced {
  eventId: string;
  value: Json;
  /** Of the history's first version: it breaks ties. */
  position: number;
}

/** The value that a history gives the field, if the development replaces it silently. */
function displacedOf(
  policy: PolicyAggregate,
  history: DevelopmentHistory,
  development: Development,
  effect: Effect,
): Displaced | null {
  const live = liveVersion(history);
  if (live?.kind !== development.kind || live.data.sequence !== undefined || !sameBegin(live, development))
    return null;
  const said = live.effects.find(({ field }) => field === effect.field);
  if (!said || !('set' in said) || textOf(said) === textOf(effect)) return null;
  if (sharesSource(live.data.sources, development.data.sources)) return null;
  if (isContested(policy, development, history, effect.field)) return null;
  return { eventId: live.eventId, value: said.set, position: history.versions[0].position };
}

const warning = (field: string, { eventId, value }: Displaced): Warning => ({
  type: 'same-day-other-value',
  field,
  eventId,
  value,
  detail: `${field} is ${canonicalText(value)} by ${eventId} on the same day, from other sources. If both stand, give contradicts; if that one is wrong, correct it; if one came first, give each a sequence`,
});

function sameBegin(a: Development, b: Development): boolean {
  const [x, y] = [a.data.effective.begin, b.data.effective.begin];
  return x.earliest === y.earliest && x.latest === y.latest;
}

const sharesSource = (a: readonly Source[], b: readonly Source[]): boolean =>
  a.some((source) => b.some((other) => nameOf(source) === nameOf(other)));

/** Identifies a document: its address, else its title and publisher. */
const nameOf = ({ url, title, publisher }: Source): string => url ?? `${title}\n${publisher ?? ''}`;

/** Whether both are in one contest on the field, through links of the development or of the version that it corrects. */
function isContested(
  policy: PolicyAggregate,
  { data }: Development,
  rival: DevelopmentHistory,
  field: string,
): boolean {
  const linked = data.contradicts?.filter(({ fields }) => fields.includes(field)) ?? [];
  const named = [
    ...linked.map(({ eventId }) => eventId),
    ...(data.corrects === undefined ? [] : [data.corrects]),
  ];
  if (named.length === 0) return false;
  const own = new Set(named.map((eventId) => policy.histories.of(eventId)));
  if (own.has(rival)) return true;
  const groups = linkedHistories(policy.histories, () => true).get(field) ?? [];
  return groups.some((group) => group.includes(rival) && group.some((history) => own.has(history)));
}

const textOf = (effect: Effect): string | null => ('set' in effect ? canonicalText(effect.set) : null);
