import { mapValue, type MapKeys } from '../values/maps.js';
import { textValue, areaValue } from '../values/texts.js';
import type { Json, JsonObject } from '../json.js';
import type { Member } from '../values/object.js';
import { identifiersValue } from './identifiers.js';
import { jurisdictionValue } from './jurisdiction.js';
import { timeZoneValue } from './time-zone.js';

/** Language, script and region of BCP 47 (RFC 5646, section 2.1), in the spelling that section recommends. */
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$/;

const LANGUAGE_KEYS: MapKeys = {
  pattern: LANGUAGE,
  accepts: (key) => LANGUAGE.test(key),
  detail: 'its name must be a language tag of BCP 47, for example "ja" or "zh-Hant"',
};

type HeaderMember = 'title' | 'titles' | 'jurisdiction' | 'area' | 'timeZone' | 'description' | 'identifiers';

/** Members of a policy's header, as a registration gives them and an amendment changes them. */
export const HEADER_MEMBERS = {
  title: { value: textValue(2_000), about: 'What the policy is called, in English.' },
  titles: {
    value: mapValue('slug-text-map', LANGUAGE_KEYS, textValue(2_000)),
    about: 'What it is called in other languages, by language tag of BCP 47.',
  },
  jurisdiction: {
    value: jurisdictionValue,
    about: 'Whose policy it is: an ISO 3166-1 alpha-2 code, or a list of them.',
  },
  area: { value: areaValue, about: 'The field of policy it belongs to, for example arms-export.' },
  timeZone: {
    value: timeZoneValue,
    about: 'IANA name of the time zone whose calendar decides what "today" is for this policy.',
  },
  description: { value: textValue(20_000, 'textarea'), about: 'What the policy is about.' },
  identifiers: {
    value: identifiersValue,
    about: 'What others call the policy: its ELI, law number, item of Wikidata, …',
  },
} as const satisfies Record<HeaderMember, Member>;

/** The members with the names of PolicyHeader: `jurisdiction` becomes the list `jurisdictions`. */
export function headerOf({ jurisdiction, ...rest }: JsonObject): Record<string, Json> {
  return jurisdiction === undefined ? rest : { ...rest, jurisdictions: jurisdiction };
}
