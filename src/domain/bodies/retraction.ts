import { textShape } from '../fields/text-shapes.js';
import type { JsonObject } from '../json.js';
import type { RetractionData } from '../policy-event.js';
import { dateRule } from './dates.js';
import { objectRule } from './object-rule.js';
import { bodySchema, checkBody, type Checked } from './rule.js';
import { externalIdRule } from './text-rules.js';

/** A retraction as stored in the log, without the event that it retracts, which the path names. */
export type RetractionInput = Omit<RetractionData, 'retracts'>;

const retractionRule = objectRule('a retraction', {
  reason: {
    rule: textShape(20_000, 'textarea'),
    required: true,
    about: 'Why the development should not have been recorded.',
  },
  published: {
    rule: dateRule,
    about: 'When the retraction became public: EDTF. Left out: on the day it is recorded.',
  },
  externalId: { rule: externalIdRule, about: 'Its name elsewhere, unique for ever.' },
});

/** Reads a retraction; all problems are reported together. */
export function checkRetraction(body: unknown): Checked<RetractionInput> {
  return checkBody(retractionRule, body) as unknown as Checked<RetractionInput>;
}

/** The body of a retraction as JSON Schema 2020-12. */
export function retractionSchema(): JsonObject {
  return bodySchema('Retraction', 'Withdraws a development as a whole.', retractionRule);
}
