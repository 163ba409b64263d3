import { textShape } from '../fields/text-shapes.js';
import type { JsonObject } from '../json.js';
import type { Source, StoredDate } from '../policy-event.js';
import { firstPublished } from '../published.js';
import { referenceRule, referencesRule, type Reference } from './contradicts.js';
import { dateRule } from './dates.js';
import { objectRule } from './object-rule.js';
import { bodySchema, checkBody, refused, type Checked } from './rule.js';
import { sourcesRule } from './sources.js';
import { externalIdRule } from './text-rules.js';

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

const rulingRule = objectRule('a ruling', {
  prefer: {
    rule: referenceRule,
    about:
      'The development that is right. The others in its contests lose the fields on which they contradict it.',
  },
  reject: {
    rule: referencesRule(1),
    about: 'Developments that did not happen: they are taken out on every field.',
  },
  expected: {
    rule: referencesRule(0),
    about: 'The members of the contests that you have seen. Refused (409) if there are others by now.',
  },
  reason: { rule: textShape(20_000, 'textarea'), required: true, about: 'Why, for readers.' },
  sources: { rule: sourcesRule, about: 'What the ruling rests on.' },
  published: {
    rule: dateRule,
    about:
      'When the ruling became public: EDTF. Left out: as its first source says, else the day it is recorded.',
  },
  externalId: { rule: externalIdRule, about: 'Its name elsewhere, unique for ever.' },
});

/** Reads a ruling; all problems are reported together. */
export function checkRuling(body: unknown): Checked<RulingInput> {
  const checked = checkBody(rulingRule, body);
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
    rulingRule,
  );
}
