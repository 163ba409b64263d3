import { FIELD_PATH } from '../../domain/field-path.js';
import { canonicalText } from '../../domain/json.js';
import { parseStrictJson } from '../../domain/strict-json/strict-json.js';
import { mistake, parameter, text, type Family, type Parameter } from '../../domain/values/parameter.js';

/** Items without fields, with all fields, or with these. */
export type ShownFields = boolean | readonly string[];

const LONGEST = 1000;
const MOST_FIELDS = 100;

export const fieldOf = (description: string): Parameter<string> =>
  text(description, {
    maxLength: 201,
    pattern: FIELD_PATH,
    hint: 'Give a field, for example status or items/pac-3',
  });

/** `field.<path>=<value>`: JSON, or text that is not valid JSON, taken as a string; returned as canonical JSON text. */
export const fieldValues = (description: string): Family<string> => ({
  rest: { pattern: FIELD_PATH, hint: 'After "field." give a field, for example field.items/pac-3' },
  ...parameter(description, { type: 'string', minLength: 1, maxLength: LONGEST }, (given) => {
    if (given.length > LONGEST) return mistake(`Give at most ${LONGEST} characters`);
    if (/\p{Cc}/u.test(given)) return mistake('Control characters are not allowed');
    if (!isJson(given)) return { value: canonicalText(given) };
    const json = parseStrictJson(Buffer.from(given));
    return json.ok
      ? { value: canonicalText(json.value) }
      : mistake('This JSON can be read in two ways, or changed by reading');
  }),
});

/** `true`, `false`, or fields separated by commas. */
export const shownFields = (description: string): Parameter<ShownFields> =>
  parameter<ShownFields>(description, { type: 'string', example: 'status,quantity' }, (given) => {
    if (given === 'true' || given === 'false') return { value: given === 'true' };
    const paths = given.split(',');
    if (paths.length > MOST_FIELDS) return mistake(`Give at most ${MOST_FIELDS} fields`);
    if (!paths.every((path) => FIELD_PATH.test(path)))
      return mistake('Give true, or fields separated by commas, for example status,items/pac-3');
    return { value: paths };
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
