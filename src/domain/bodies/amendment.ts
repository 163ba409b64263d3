import type { JsonObject } from '../json.js';
import type { Amended } from '../policy-event.js';
import { HEADER_MEMBERS, headerOf } from './header-members.js';
import { objectValue, type Member } from '../values/object.js';
import { bodySchema, checkBody, normalised, refused, type Checked, type Value } from '../values/value.js';

/** A member that null removes. */
const removable = ({ value: allowed, about }: Member): Member => ({
  value: {
    schema: { anyOf: [allowed.schema, { type: 'null' }] },
    problems: (value, pointer) => (value === null ? [] : allowed.problems(value, pointer)),
    normalised: (value) => (value === null ? null : normalised(allowed, value)),
  },
  about: `${about} null removes it.`,
});

const members = objectValue('an amendment', {
  ...HEADER_MEMBERS,
  titles: removable(HEADER_MEMBERS.titles),
  description: removable(HEADER_MEMBERS.description),
  identifiers: removable(HEADER_MEMBERS.identifiers),
});

const amendmentValue: Value = { ...members, schema: { ...members.schema, minProperties: 1 } };

/** Reads an amendment: at least one change, never of the id. All problems are reported together. */
export function checkAmendment(body: unknown): Checked<Amended['changes']> {
  const checked = checkBody(amendmentValue, body);
  if ('problems' in checked) return checked;
  if (Object.keys(checked.value).length === 0) {
    const names = Object.keys(HEADER_MEMBERS).join(', ');
    return refused([{ pointer: '', detail: `changes nothing; give at least one of ${names}` }]);
  }
  // checkBody has checked every member as PolicyHeader declares it, or null for an optional one.
  return { value: headerOf(checked.value) };
}

/** The body of an amendment as JSON Schema 2020-12. */
export function amendmentSchema(): JsonObject {
  return bodySchema(
    'Amendment',
    'What changes about a policy; what is left out stays, `titles` and `identifiers` are replaced as a whole.',
    amendmentValue,
  );
}
