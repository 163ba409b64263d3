import type { Effect } from '../effect.js';
import { canonicalText, type Json } from '../json.js';
import type { Development, Source } from '../policy-event.js';
import type { PolicyAggregate } from '../policy-aggregate.js';
import { liveVersion } from '../development-history.js';

/** What a client may want to know of a development that was taken all the same. */
export interface Warning {
  type: 'same-day-other-value';
  field: string;
  /** The development that says otherwise, and that this one lies over. */
  eventId: string;
  value: Json;
  detail: string;
}

/**
 * Where a development silently replaces what another source says: it sets a field to another value than a live development of the same
 * kind that begins on the same day, neither has a sequence, and they have no source in common. One warning a field, for the one recorded last.
 * @param policy as it was before the development
 */
export function warningsOf(policy: PolicyAggregate, development: Development): Warning[] {
  const { data, kind, effects } = development;
  if (data.sequence !== undefined || data.assertion === 'disputed') return [];
  const rivals = policy.histories.all().flatMap((history) => {
    const live = liveVersion(history);
    const alike = live?.kind === kind && live.data.sequence === undefined && sameBegin(live, development);
    const replaced = history.versions.some(({ eventId }) => eventId === data.corrects);
    return live && alike && !replaced && !sharesSource(live.data.sources, data.sources) ? [live] : [];
  });
  return effects.flatMap((effect) => {
    const displaced = rivals.flatMap((rival) => {
      const said = rival.effects.find((each) => each.field === effect.field);
      return said &&
        'set' in said &&
        textOf(said) !== textOf(effect) &&
        !contradicted(development, rival, effect.field)
        ? [{ eventId: rival.eventId, value: said.set }]
        : [];
    });
    const last = displaced.at(-1);
    return 'set' in effect && last ? [warning(effect.field, last)] : [];
  });
}

const warning = (field: string, { eventId, value }: { eventId: string; value: Json }): Warning => ({
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

/** What tells one document from another: its address, else its title and publisher. */
const nameOf = ({ url, title, publisher }: Source): string => url ?? `${title}\n${publisher ?? ''}`;

const contradicted = ({ data }: Development, { eventId }: Development, field: string): boolean =>
  data.contradicts?.some((link) => link.eventId === eventId && link.fields.includes(field)) ?? false;

const textOf = (effect: Effect): string | null => ('set' in effect ? canonicalText(effect.set) : null);
