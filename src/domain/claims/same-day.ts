import type { Effect } from '../effect.js';
import type { Development } from '../policy-event.js';
import type { DevelopmentHistory } from '../development-history.js';

/** The histories of a policy by what their versions say of a field: for each field, kind and possible begin days. */
export class SameDay {
  private readonly histories = new Map<string, Set<DevelopmentHistory>>();

  add(version: Development, history: DevelopmentHistory): void {
    for (const effect of version.effects) {
      const key = keyOf(version, effect);
      const alike = this.histories.get(key);
      if (alike) alike.add(history);
      else this.histories.set(key, new Set([history]));
    }
  }

  /** Histories of which a version, live or not, is of the same kind, begins on the same days and says something of the same field. */
  alike(development: Development, effect: Effect): ReadonlySet<DevelopmentHistory> {
    return this.histories.get(keyOf(development, effect)) ?? NONE;
  }
}

const NONE: ReadonlySet<DevelopmentHistory> = new Set();

/** No part of it can hold a line break. */
const keyOf = ({ kind, data }: Development, { field }: Effect): string => {
  const { earliest, latest } = data.effective.begin;
  return `${field}\n${kind}\n${earliest ?? ''}\n${latest ?? ''}`;
};
