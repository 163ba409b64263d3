import { erased } from './erased.js';
import { day, json, list, oneOf, orNull, ref, text, yesOrNo } from './shapes.js';

export const eventIds = list(text);

/** A field on a day, or for a time, as answers show it. */
export const reading = {
  'value?': json,
  ...erased,
  'absent?': yesOrNo,
  certainty: oneOf('definite', 'possible'),
  'candidates?': list(ref('Candidate')),
  'since?': ref('Period'),
  'until?': ref('Period'),
  because: eventIds,
};

/** A step has an end of its own; `until` of a reading is the end of the whole run. */
const { 'until?': _, ...readingOfStep } = reading;
export const step = { ...readingOfStep, from: orNull(day), until: orNull(day), 'contested?': yesOrNo };
