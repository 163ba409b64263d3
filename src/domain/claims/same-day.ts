import type { Effect } from '../effect.js';
import type { Development } from '../policy-event.js';
import type { DevelopmentHistory } from '../development-history.js';

/** Index of a policy's histories by field, kind and possible begin days of their versions. */
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

  /** Histories with a version, live or not, of the same kind, on the same begin days and with the same field. */
  alike(development: Development, effect: Effect): ReadonlySet<DevelopmentHistory> {
    return this.histories.get(keyOf(development, effect)) ?? NONE;
  }
}

const NONE: ReadonlySet<DevelopmentHistory> = new Set();

/** None of its parts can contain a line break. */
const keyOf = ({ kind, data }: Development, { field }: Effect): string => {
  const { earliest, latest } = data.effective.begin;
  return `${field}\n${kind}\n${earliest ?? ''}\n${latest ?? ''}`;
};
