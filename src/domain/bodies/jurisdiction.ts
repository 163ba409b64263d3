import { pointerTo, type PayloadProblem, type Value } from '../values/value.js';

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
export const jurisdictionValue: Value = {
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
  return codes.flatMap((code, i) => {
    const at = pointerTo(pointer, String(i));
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
