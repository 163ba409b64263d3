import type { Period, WhyPart } from '../api/client.js';
import { longDate } from '../edtf/long-date.js';
import { said } from '../edtf/said.js';
import type { Words } from '../words/en.js';
import type { Language } from '../words/translation.js';

/** The values of a statement as texts; those that it does not have are empty. */
export interface WhyTexts {
  day: string;
  begin: string;
  end: string;
  thisBegin: string;
  /** What else holds then. */
  alone: string;
  developments: number;
  sequence: number;
  thisSequence: number;
  reason: string;
}

/**
 * An explanation in the reader's language.
 * @returns null if it has a statement of a later version of the service: its English sentences are then shown
 */
export function whyInWords(parts: readonly WhyPart[], words: Words, language: Language): string | null {
  const sentences: Readonly<Record<string, (texts: WhyTexts) => string>> = words.whySentences;
  const told = parts.map((part) => {
    const sentence = Object.hasOwn(sentences, keyOf(part)) ? sentences[keyOf(part)] : undefined;
    if (!sentence) return null;
    const text = sentence(textsOf(part, words, language));
    return part.whichever === true ? words.whyWhichever(text) : text;
  });
  return told.includes(null) ? null : told.join(language === 'ja' ? '' : ' ');
}

const keyOf = ({ code, by }: WhyPart): string => (by === undefined ? code : `${code}-${by}`);

function textsOf(part: WhyPart, words: Words, language: Language): WhyTexts {
  const when = (period: Period | undefined) => (period ? whenText(period, words, language) : '');
  const day = part.day ?? part.ruledOn;
  return {
    day: day === undefined ? '' : longDate(day, language),
    begin: when(part.begin),
    end: when(part.end),
    thisBegin: when(part.thisBegin),
    alone: part.alone === undefined ? '' : words.whyAlone[part.alone],
    developments: part.developments ?? 0,
    sequence: part.sequence ?? 0,
    thisSequence: part.thisSequence ?? 0,
    reason: part.reason ?? '',
  };
}

/** A time with its preposition: "on 1 July 2024", "in July 2024". */
function whenText({ text, earliest, latest }: Period, words: Words, language: Language): string {
  if (text === '..') return words.whyWhen.beforeAll;
  if (earliest === null) return words.whyWhen.by(longDate(latest ?? '', language));
  if (latest === null) return words.whyWhen.later(longDate(earliest, language));
  const told = said(text, words.date, language);
  if (text.startsWith('[')) return told;
  return earliest === latest ? words.whyWhen.on(told) : words.whyWhen.in(told);
}
