import { FIELD_PATH } from '../../domain/field-path.js';
import { canonicalText } from '../../domain/json.js';
import { parseStrictJson } from '../../domain/strict-json/strict-json.js';
import type { ShownFields } from '../../read/policies/list-query.js';
import { mistake, type Family, type Parameter } from '../parameters/parameter.js';

const LONGEST = 1000;
const MOST_FIELDS = 100;

/** `field.<path>=<value>`: JSON, or text that is not valid JSON, taken as a string; returned as canonical JSON text. */
export function fieldValues(description: string): Family<string> {
  return {
    description,
    schema: { type: 'string', minLength: 1, maxLength: LONGEST },
    rest: { pattern: FIELD_PATH, hint: 'After "field." give a field, for example field.items/pac-3' },
    read: (text) => {
      if (text.length > LONGEST) return mistake(`Give at most ${LONGEST} characters`);
      if (/\p{Cc}/u.test(text)) return mistake('Control characters are not allowed');
      if (!isJson(text)) return { value: canonicalText(text) };
      const json = parseStrictJson(Buffer.from(text));
      return json.ok
        ? { value: canonicalText(json.value) }
        : mistake('This JSON can be read in two ways, or changed by reading');
    },
  };
}

/** `true`, `false`, or fields separated by commas. */
export function shownFields(description: string): Parameter<ShownFields> {
  return {
    description,
    schema: { type: 'string', example: 'status,quantity' },
    read: (text) => {
      if (text === 'true' || text === 'false') return { value: text === 'true' };
      const paths = text.split(',');
      if (paths.length > MOST_FIELDS) return mistake(`Give at most ${MOST_FIELDS} fields`);
      if (!paths.every((path) => FIELD_PATH.test(path)))
        return mistake('Give true, or fields separated by commas, for example status,items/pac-3');
      return { value: paths };
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
