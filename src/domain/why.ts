import { BEGINNING, FOREVER, type Day, type DayRange } from './day.js';
import { formatRange } from './format-range.js';

/** What else holds on the day: nothing may, or nothing that certainly does came certainly after it. */
type Alone = 'nothing-else' | 'nothing-later';

/**
 * One statement of an explanation, for clients that word it in their own language. `day` is the day asked about. Codes are
 * released: new ones may come, the old ones keep their meaning.
 */
export type WhyPart =
  | { code: 'begins-later'; day: Day; begin: DayRange }
  | { code: 'ended'; day: Day; end: DayRange | null }
  | { code: 'holds'; day: Day; begin: DayRange; alone: Alone }
  | { code: 'may-have-begun'; day: Day; begin: DayRange; alone: Alone }
  | { code: 'may-have-ended'; day: Day; end: DayRange | null; alone: Alone }
  | { code: 'questionable' }
  | { code: 'one-of-contradicting'; developments: number }
  | { code: 'disputed' }
  /** `whichever`: it is one of developments that contradict each other, and so are the others that come later. */
  | { code: 'later-by-sequence'; whichever: boolean; sequence: number; thisSequence: number }
  | { code: 'later-by-day'; whichever: boolean; begin: DayRange; thisBegin: DayRange }
  | { code: 'later-in-order'; whichever: boolean; begin: DayRange; by: 'sequence' | 'position' }
  | { code: 'ruled-out'; ruledOn: Day; reason: string };

/** The explanation as English sentences; permalinks hold them, so their words never change. */
export const whyText = (parts: readonly WhyPart[]): string => parts.map(sentence).join(' ');

function sentence(part: WhyPart): string {
  switch (part.code) {
    case 'begins-later':
      return `It begins ${daysText(part.begin)}, after ${part.day}.`;
    case 'ended':
      return `It had ended by ${part.day}: it ends ${daysText(part.end)}.`;
    case 'holds':
      return `It holds on ${part.day} for certain, having begun ${daysText(part.begin)}, and ${ALONE[part.alone]}.`;
    case 'may-have-begun':
      return `It may hold on ${part.day}: it begins ${daysText(part.begin)}, and ${ALONE[part.alone]}.`;
    case 'may-have-ended':
      return `It may hold on ${part.day}: it ends ${daysText(part.end)}, and ${ALONE[part.alone]}.`;
    case 'questionable':
      return 'Its date is given as questionable, so it is at most possible.';
    case 'one-of-contradicting':
      return `It is one of ${part.developments} developments that contradict each other here: exactly one of them is right.`;
    case 'disputed':
      return 'It is disputed: perhaps it did not happen.';
    case 'later-by-sequence':
      return `${later(part)}: its sequence ${part.sequence} comes after ${part.thisSequence}.`;
    case 'later-by-day':
      return `${later(part)}: it began ${daysText(part.begin)}, this one ${daysText(part.thisBegin)}.`;
    case 'later-in-order':
      return `${later(part)}: both began ${daysText(part.begin)}, and it has the higher ${part.by === 'position' ? 'position in the log' : part.by}.`;
    case 'ruled-out':
      return `A ruling of ${part.ruledOn} says that it is not so: ${part.reason}`;
  }
}

const ALONE: Record<Alone, string> = {
  'nothing-else': 'nothing else about this field may hold then',
  'nothing-later': 'nothing that certainly holds then certainly came after it',
};

const later = ({ whichever }: { whichever: boolean }): string =>
  whichever
    ? 'Whichever of the developments that contradict each other is right, a later one holds on that day'
    : 'A later development holds on that day';

function daysText(range: DayRange | null): string {
  if (range === null) return '';
  const { earliest, latest } = range;
  if (earliest === latest) return earliest === BEGINNING ? 'before all days' : `on ${earliest}`;
  if (earliest === BEGINNING) return `on or before ${latest}`;
  if (latest === FOREVER) return `on or after ${earliest}`;
  return `on some day of ${formatRange(range)}`;
}

/** The statement as a member of an answer: ranges as periods. */
export const whyPartItem = (part: WhyPart): object =>
  Object.fromEntries(
    Object.entries(part).flatMap(([name, value]: [string, unknown]) =>
      value === null ? [] : [[name, isRange(value) ? period(value) : value]],
    ),
  );

const isRange = (value: unknown): value is DayRange => typeof value === 'object' && value !== null;

const period = ({ earliest, latest }: DayRange) => ({
  text: formatRange({ earliest, latest }),
  earliest: earliest === BEGINNING ? null : earliest,
  latest: latest === FOREVER ? null : latest,
});
