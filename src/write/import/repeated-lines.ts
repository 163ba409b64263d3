import { LRUCache } from 'lru-cache';
import { canonicalText } from '../../domain/json.js';
import { sha256Hex } from '../../event-store/canonical.js';
import type { ImportLine } from './import-line.js';

/**
 * Most lines, and most fields, that are remembered: about 30 MB. A line that comes again after more lines than this counts as a
 * repetition.
 */
const REMEMBERED = 100_000;

/**
 * Decides whether a development without `externalId` that occurs twice in a file is a repetition, or is stated anew because a
 * line in between stated something else about the same field and days. This depends only on the file, so that a second import
 * of the file finds every line in the log, even if the log holds other events by then.
 */
export class RepeatedLines {
  private readonly timesStated = new LRUCache<string, number>({ max: REMEMBERED });
  /** The last statement about a field: by policy, field, effective date and sequence. Of equal ones, the last recorded wins. */
  private readonly lastStated = new LRUCache<string, string>({ max: REMEMBERED });
  private countsRepetitions = false;

  /**
   * How many times the file has stated this, without repetitions. Above 1, the line is to be recorded again.
   * @param line must be given once, in the order of the file
   */
  count({ change, ownName }: ImportLine): number {
    if (change.type !== 'record') return 1;
    // A file whose lines all have an externalId must not pay for this.
    this.countsRepetitions ||= ownName !== '';
    if (!this.countsRepetitions) return 1;
    const { data, effects } = change.input;
    const before = this.timesStated.get(ownName) ?? 0;
    let saysAnew = before === 0;
    for (const effect of effects) {
      const about = [change.policyId, effect.field, data.effective.text, data.sequence ?? 0].join('\n');
      const value = sha256Hex(canonicalText('set' in effect ? [effect.set] : []));
      const last = this.lastStated.get(about);
      if (last !== undefined && last !== value) saysAnew = true;
      this.lastStated.set(about, value);
    }
    const times = saysAnew ? before + 1 : before;
    if (ownName !== '') this.timesStated.set(ownName, times);
    return times;
  }
}
