import { LRUCache } from 'lru-cache';
import { canonicalText } from '../../domain/json.js';
import { sha256Hex } from '../../event-store/canonical.js';
import type { ImportLine } from './import-line.js';

/** Lines, and fields, that are remembered: some 30 MB. A line that comes again after so many others counts as a repeat. */
const REMEMBERED = 100_000;

/**
 * Tells whether a development without `externalId` that stands in a file twice is a repeat, or is said anew because a line between
 * the two said otherwise of the same field and days. That follows from the file alone, so that a second import of the file
 * finds every line in the log, whatever else the log holds by then.
 */
export class RepeatedLines {
  private readonly timesSaid = new LRUCache<string, number>({ max: REMEMBERED });
  /** What was last said of a field: by policy, field, effective date and sequence. Among equals the one recorded last wins. */
  private readonly lastSaid = new LRUCache<string, string>({ max: REMEMBERED });
  private begun = false;

  /**
   * How many times the file has said this, repeats left out. Above 1 the line is to be recorded anew.
   * @param line each is to be given once, in the order of the file
   */
  count({ change, ownName }: ImportLine): number {
    if (change.type !== 'record') return 1;
    // A file whose lines all have an externalId is not to pay for this.
    this.begun ||= ownName !== '';
    if (!this.begun) return 1;
    const { data, effects } = change.input;
    const before = this.timesSaid.get(ownName) ?? 0;
    let saysAnew = before === 0;
    for (const effect of effects) {
      const about = [change.policyId, effect.field, data.effective.text, data.sequence ?? 0].join('\n');
      const value = sha256Hex(canonicalText('set' in effect ? [effect.set] : []));
      const last = this.lastSaid.get(about);
      if (last !== undefined && last !== value) saysAnew = true;
      this.lastSaid.set(about, value);
    }
    const times = saysAnew ? before + 1 : before;
    if (ownName !== '') this.timesSaid.set(ownName, times);
    return times;
  }
}
