import type { JsonObject } from '../json.js';
import type { PolicyHeader } from '../policy-event.js';
import { HEADER_MEMBERS, headerOf } from './header-members.js';
import { objectValue } from '../values/object.js';
import { bodySchema, checkBody, type Checked } from '../values/value.js';
import { policyIdValue } from '../values/texts.js';

/** A policy to register. */
export interface RegistrationInput {
  policyId: string;
  header: PolicyHeader;
}

const { title, titles, jurisdiction, area, timeZone, description, identifiers } = HEADER_MEMBERS;

const registrationValue = objectValue('a policy', {
  id: { value: policyIdValue, required: true, about: 'Names the policy for ever.' },
  title: { ...title, required: true },
  titles,
  jurisdiction: { ...jurisdiction, required: true },
  area: { ...area, required: true },
  timeZone: { ...timeZone, default: 'UTC' },
  description,
  identifiers,
});

/** Reads the registration of a policy; all problems are reported together. */
export function checkRegistration(body: unknown): Checked<RegistrationInput> {
  const checked = checkBody(registrationValue, body);
  if ('problems' in checked) return checked;
  const { id, ...members } = checked.value;
  // checkBody has checked the id as text and the other members as PolicyHeader declares them.
  return { value: { policyId: id as string, header: headerOf(members) as unknown as PolicyHeader } };
}

/** The body of a registration as JSON Schema 2020-12. */
export function registrationSchema(): JsonObject {
  return bodySchema('Registration', 'A policy to follow through time.', registrationValue);
}
