import { fieldLabel } from '../../domain/labels/field-label.js';
import type { FieldShown, PolicyPicture } from './policy-picture.js';
import { shortened, valueText } from './value-text.js';
import { dayText, type Language, wordsIn } from './words.js';

/** Characters of all possible values together. */
const LONGEST = 200;

/** The answer of a picture as one sentence: "On 31 July 2024, status: approved or contracted (not certain)." */
export function sentenceOf(picture: PolicyPicture, language: Language): string {
  const { basis, field, now, existence } = picture;
  const words = wordsIn(language);
  const nothing = existence === 'not-yet' ? words.notBegun : words.nothing;
  const value = now === undefined ? nothing : shownText(now, field, language);
  return words.sentence(dayText(basis.asOf, language), fieldLabel(field)[language], value);
}

/** The notice that later records changed the answer; undefined if they did not. */
export function changeOf({ changed, field }: PolicyPicture, language: Language): string | undefined {
  if (changed === undefined) return undefined;
  const words = wordsIn(language);
  if (!('now' in changed)) return words.otherChanged;
  const { now } = changed;
  const value = now === undefined ? words.none : shownText(now, field, language);
  return words.changed(fieldLabel(field)[language], value);
}

/** A value, or the values that are possible, and whether that is in doubt or contested. */
export function shownText(shown: FieldShown, field: string, language: Language): string {
  const words = wordsIn(language);
  const text = valuesText(shown, field, language);
  if (!shown.candidates) return text;
  return isContested(shown) ? words.contested(text) : words.doubtful(text);
}

/** A value, or the values that are possible. */
export function valuesText(shown: FieldShown, field: string, language: Language): string {
  const told = (shown.candidates ?? [shown]).map((each) => oneText(each, field, language));
  return shortened(told.join(wordsIn(language).or), LONGEST);
}

function oneText(
  { value, absent, redacted }: { value?: unknown; absent?: boolean; redacted?: boolean },
  field: string,
  language: Language,
): string {
  const words = wordsIn(language);
  if (redacted === true) return words.erased;
  return absent === true ? words.none : valueText(value, field, language);
}

/** Candidates carry their claims only where sources disagree. */
export const isContested = ({ candidates = [] }: FieldShown): boolean =>
  candidates.some(({ claims }) => claims !== undefined);
