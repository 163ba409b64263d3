import { mapValue, type MapKeys } from '../values/maps.js';
import { textValue, areaValue } from '../values/texts.js';
import type { Json, JsonObject } from '../json.js';
import type { Member } from '../values/object.js';
import { nearest } from '../nearest.js';
import { type Value, pointerTo, type PayloadProblem, problemsOfEach } from '../values/value.js';
import { identifiersValue } from './identifiers.js';

/**
 * Names of the IANA time zone database that denote a region, or UTC. Abbreviations such as EST are refused, because the ICU
 * library accepts many more of them (JST, IST) and chooses a region for each; offsets are refused, because they do not follow
 * changes of law.
 */
const PLACE = /^(?:UTC|GMT|(?:US|[A-Z][a-z]+)(?:\/[A-Z][A-Za-z0-9+_-]*)*)$/;
const LONGEST = 100;

/** An IANA time zone that this server knows, in the spelling of the database. */
const timeZoneValue: Value = {
  schema: { type: 'string', pattern: PLACE.source, maxLength: LONGEST },
  problems: (value, pointer) => {
    const detail = 'must be the name of an IANA time zone, for example "Asia/Tokyo" or "UTC", not an offset';
    if (typeof value !== 'string' || value.length > LONGEST) return [{ pointer, detail }];
    return isTimeZone(value) ? [] : [{ pointer, detail, didYouMean: probableZone(value) }];
  },
};

/** Names found valid before: to ask Intl takes longer than all else in a registration. */
const KNOWN = new Set<string>();
/** More than there are in the database. */
const MOST_KNOWN = 1000;

function isTimeZone(name: string): boolean {
  if (KNOWN.has(name)) return true;
  const canonical = canonicalZone(name);
  if (canonical === undefined || !PLACE.test(name)) return false;
  // Another name is an alias, such as Europe/Kyiv for Europe/Kiev; the same name in other case is a mistake.
  const isValid = canonical === name || canonical.toLowerCase() !== name.toLowerCase();
  if (isValid && KNOWN.size < MOST_KNOWN) KNOWN.add(name);
  return isValid;
}

function probableZone(name: string): string | undefined {
  const canonical = canonicalZone(name);
  if (canonical !== undefined && PLACE.test(canonical)) return canonical;
  return nearest(name, ['UTC', ...Intl.supportedValuesOf('timeZone')]);
}

/** The name that Intl, which ignores case, gives the zone. */
function canonicalZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The 249 codes that ISO 3166-1 alpha-2 officially assigns (ISO Online Browsing Platform; last changed in 2013), without
 * reserved codes such as UK and EU and user-assigned codes such as XK.
 */
export const COUNTRY_CODES: readonly string[] = [
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT',
  'BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH',
  'ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT',
  'HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS',
  'LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI',
  'NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG',
  'SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG',
  'UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW',
].flatMap((row) => row.split(' '));

const CODES: ReadonlySet<string> = new Set(COUNTRY_CODES);

const CODE = 'an ISO 3166-1 alpha-2 code, two capital letters such as "JP"';

/** One country code, or a list of several without duplicates; stored as a list. */
const jurisdictionValue: Value = {
  schema: {
    anyOf: [
      { type: 'string', enum: [...COUNTRY_CODES] },
      {
        type: 'array',
        items: { type: 'string', enum: [...COUNTRY_CODES] },
        minItems: 1,
        maxItems: COUNTRY_CODES.length,
        uniqueItems: true,
      },
    ],
  },
  problems: (value, pointer) => {
    if (typeof value === 'string') return problemsInCode(value, pointer);
    if (Array.isArray(value) && value.length >= 1 && value.length <= COUNTRY_CODES.length)
      return problemsInList(value, pointer);
    return [{ pointer, detail: `must be ${CODE}, or a list of such codes, at least one` }];
  },
  normalised: (value) => (Array.isArray(value) ? value : [value]),
};

function problemsInList(codes: readonly unknown[], pointer: string): PayloadProblem[] {
  return problemsOfEach(codes, pointer, (code, at, i) => {
    const first = codes.indexOf(code);
    if (first === i || typeof code !== 'string') return problemsInCode(code, at);
    return [{ pointer: at, detail: `is the same code as ${pointerTo(pointer, String(first))}` }];
  });
}

function problemsInCode(code: unknown, pointer: string): PayloadProblem[] {
  if (typeof code !== 'string') return [{ pointer, detail: `must be ${CODE}` }];
  if (CODES.has(code)) return [];
  const upper = code.toUpperCase();
  if (upper === 'EU')
    return [
      { pointer, detail: `must be ${CODE}; the European Union is no country: list its states concerned` },
    ];
  // Reserved for the United Kingdom, but not assigned; a second code for GB would split its policies.
  const meant = upper === 'UK' ? 'GB' : upper;
  return [{ pointer, detail: `must be ${CODE}`, didYouMean: CODES.has(meant) ? meant : undefined }];
}

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
