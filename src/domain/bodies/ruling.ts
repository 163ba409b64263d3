import { textValue, externalIdValue } from '../values/texts.js';
import type { JsonObject } from '../json.js';
import type { Source, StoredDate } from '../policy-event.js';
import { firstPublished } from '../published.js';
import { eventReferenceValue, eventReferencesValue, type Reference } from './contradicts.js';
import { dateValue } from './dates.js';
import { objectValue } from '../values/object.js';
import { bodySchema, checkBody, refused, type Checked } from '../values/value.js';
import { sourcesValue } from './sources.js';

/** A ruling as given in a body. */
export interface RulingInput {
  prefer?: Reference;
  reject?: Reference[];
  /** The developments that the caller expects to be judged together with the preferred one. */
  expected?: Reference[];
  reason: string;
  sources?: Source[];
  published?: StoredDate;
  externalId?: string;
}

const rulingValue = objectValue('a ruling', {
  prefer: {
    value: eventReferenceValue,
    about:
      'The development that is right. The others in its contests lose the fields on which they contradict it.',
  },
  reject: {
    value: eventReferencesValue(1),
    about: 'Developments that did not happen: they are taken out on every field.',
  },
  expected: {
    value: eventReferencesValue(0),
    about: 'The members of the contests that you have seen. Refused (409) if there are others by now.',
  },
  reason: { value: textValue(20_000, 'textarea'), required: true, about: 'Why, for readers.' },
  sources: { value: sourcesValue, about: 'What the ruling rests on.' },
  published: {
    value: dateValue,
    about:
      'When the ruling became public: EDTF. Left out: as its first source says, else the day it is recorded.',
  },
  externalId: { value: externalIdValue, about: 'Its name elsewhere, unique for ever.' },
});

/** Reads a ruling; all problems are reported together. */
export function checkRuling(body: unknown): Checked<RulingInput> {
  const checked = checkBody(rulingValue, body);
  if ('problems' in checked) return checked;
  const input = checked.value as object as RulingInput;
  const { prefer, reject = [], expected } = input;
  if (prefer === undefined && reject.length === 0)
    return refused([
      { pointer: '', detail: 'must say which development is right (prefer) or which are not (reject)' },
    ]);
  if (prefer !== undefined && reject.includes(prefer))
    return refused([{ pointer: '/reject', detail: 'names the development that is preferred' }]);
  if (expected && prefer === undefined)
    return refused([
      {
        pointer: '/expected',
        detail: 'is checked against the contests of the preferred one; give prefer, too',
      },
    ]);
  const published = input.published ?? firstPublished(input.sources ?? []);
  return { value: { ...input, ...(published && { published }) } };
}

/** The body of a ruling as JSON Schema 2020-12. */
export function rulingSchema(): JsonObject {
  return bodySchema(
    'Ruling',
    'Says which of the developments that contradict each other are right.',
    rulingValue,
  );
}
