import { textValue, externalIdValue } from '../values/texts.js';
import type { JsonObject } from '../json.js';
import type { RetractionData } from '../policy-event.js';
import { dateValue } from './dates.js';
import { objectValue } from '../values/object.js';
import { bodySchema, checkBody, type Checked } from '../values/value.js';

/** A retraction as stored in the log, without the event that it retracts, which the path names. */
export type RetractionInput = Omit<RetractionData, 'retracts'>;

const retractionValue = objectValue('a retraction', {
  reason: {
    value: textValue(20_000, 'textarea'),
    required: true,
    about: 'Why the development should not have been recorded.',
  },
  published: {
    value: dateValue,
    about: 'When the retraction became public: EDTF. Left out: on the day it is recorded.',
  },
  externalId: { value: externalIdValue, about: 'Its name elsewhere, unique for ever.' },
});

/** Reads a retraction; all problems are reported together. */
export function checkRetraction(body: unknown): Checked<RetractionInput> {
  return checkBody(retractionValue, body) as unknown as Checked<RetractionInput>;
}

/** The body of a retraction as JSON Schema 2020-12. */
export function retractionSchema(): JsonObject {
  return bodySchema('Retraction', 'Withdraws a development as a whole.', retractionValue);
}
