import { canonicalText } from '../json.js';
import type { Development, Retraction, Ruling } from '../policy-event.js';
import {
  liveVersion,
  type Counts,
  type DevelopmentHistory,
  type DevelopmentHistories,
} from '../development-history.js';

/** The rulings of a policy; events are added in the order of the log. */
export class Rulings {
  private readonly inOrder: { ruling: Ruling; retraction: Retraction | null }[] = [];

  add(ruling: Ruling): void {
    this.inOrder.push({ ruling, retraction: null });
  }

  /** @returns whether the retracted event is a ruling */
  retract(retraction: Retraction): boolean {
    const made = this.inOrder.find(({ ruling }) => ruling.eventId === retraction.data.retracts);
    if (made) made.retraction = retraction;
    return made !== undefined;
  }

  /** A ruling and its retraction. */
  of(eventId: string): { ruling: Ruling; retraction: Retraction | null } | undefined {
    return this.inOrder.find(({ ruling }) => ruling.eventId === eventId);
  }

  all(): readonly { ruling: Ruling; retraction: Retraction | null }[] {
    return this.inOrder;
  }

  get any(): boolean {
    return this.inOrder.length > 0;
  }

  /** Believed rulings that are not withdrawn, oldest first. */
  live(counts: Counts): Ruling[] {
    return this.inOrder.flatMap(({ ruling, retraction }) =>
      counts(ruling) && !(retraction && counts(retraction)) ? [ruling] : [],
    );
  }
}

/** The combined effect of the live rulings: event ids of rulings by development. */
export interface Verdicts {
  rejectedBy: Map<DevelopmentHistory, string>;
  /** By field. */
  ruledOut: Map<DevelopmentHistory, Map<string, string>>;
  confirmedBy: Map<DevelopmentHistory, string>;
  /** Judgements that no longer apply, because a correction changed the judged values. */
  lapsed: { ruling: Ruling; history: DevelopmentHistory }[];
}

/**
 * Later rulings have precedence over earlier ones: between a preference and a rejection of one development, and between two
 * preferences with a common member and field. A preference has no effect if a later ruling rejects its preferred development.
 * @param rulings the live ones, oldest first
 */
export function verdicts(
  rulings: readonly Ruling[],
  histories: DevelopmentHistories,
  counts: Counts,
): Verdicts {
  const result: Verdicts = { rejectedBy: new Map(), ruledOut: new Map(), confirmedBy: new Map(), lapsed: [] };
  const preferences = new Map<Ruling, DevelopmentHistory>();
  const judged = (ruling: Ruling, eventId: string, fields: readonly string[]): DevelopmentHistory | null => {
    const history = histories.of(eventId);
    const live = history && liveVersion(history, counts);
    if (!history || !live) return null;
    if (sameValues(histories.version(eventId), live, fields)) return history;
    result.lapsed.push({ ruling, history });
    return null;
  };
  for (const ruling of rulings) {
    const { prefer, reject = [] } = ruling.data;
    for (const eventId of reject) {
      const history = judged(ruling, eventId, []);
      if (history) result.rejectedBy.set(history, ruling.eventId);
    }
    const preferred = prefer && judged(ruling, prefer.eventId, prefer.fields);
    if (!preferred) continue;
    result.rejectedBy.delete(preferred);
    preferences.set(ruling, preferred);
  }
  for (const [ruling, preferred] of preferences) {
    if (result.rejectedBy.has(preferred)) continue;
    const losers = (ruling.data.over ?? []).flatMap(({ eventId, fields }) => {
      const history = judged(ruling, eventId, fields);
      return history ? [{ history, fields }] : [];
    });
    prefer(ruling, preferred, losers, result);
  }
  return result;
}

function prefer(
  { eventId, data }: Ruling,
  preferred: DevelopmentHistory,
  losers: readonly { history: DevelopmentHistory; fields: readonly string[] }[],
  { ruledOut, confirmedBy }: Verdicts,
): void {
  confirmedBy.set(preferred, eventId);
  for (const field of data.prefer?.fields ?? []) ruledOut.get(preferred)?.delete(field);
  for (const { history, fields } of losers) {
    confirmedBy.delete(history);
    const fieldsOut = ruledOut.get(history) ?? new Map<string, string>();
    for (const field of fields) fieldsOut.set(field, eventId);
    ruledOut.set(history, fieldsOut);
  }
}

/**
 * Whether a ruling on one version of a development also applies to another: the values of the ruled fields are the same.
 * @param fields empty: all fields that the judged version assigns
 */
function sameValues(judged: Development | undefined, live: Development, fields: readonly string[]): boolean {
  if (judged === live || !judged) return judged === live;
  const ruled = fields.length > 0 ? fields : judged.effects.map(({ field }) => field);
  return ruled.every((field) => valueOf(judged, field) === valueOf(live, field));
}

/** Canonical JSON text; null if cleared, undefined if the development does not assign the field. */
function valueOf({ effects }: Development, field: string): string | null | undefined {
  const effect = effects.find((each) => each.field === field);
  return effect && ('set' in effect ? canonicalText(effect.set) : null);
}
