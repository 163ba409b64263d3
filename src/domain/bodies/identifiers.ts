import { canonicalText, type Json, type JsonObject } from '../json.js';
import { objectValue } from '../values/object.js';
import { patternValue, textValue, urlValue } from '../values/texts.js';
import { normalised, problemsOfEach, type Value } from '../values/value.js';

const MOST = 50;

const schemeValue = patternValue(
  /^[a-z][a-z0-9-]{0,39}$/,
  'must be 1 to 40 small letters, digits or "-", a letter first, for example "eli", "law-number" or "wikidata"',
);

/** What a value of a known scheme looks like; values of other schemes are any text of one line. */
const VALUES: Readonly<Record<string, Value>> = {
  url: urlValue,
  wikidata: patternValue(
    /^Q[1-9][0-9]{0,14}$/,
    'must be the number of an item of Wikidata, for example "Q917"',
  ),
  doi: patternValue(
    /^10\.[0-9]{4,9}\/\S{1,300}$/,
    'must be a DOI without an address, for example "10.1000/182"',
  ),
  ecli: patternValue(
    /^ECLI:[A-Z]{2}:[A-Z0-9.]{1,7}:[0-9]{4}:[A-Z0-9.]{1,25}$/,
    'must be an ECLI, for example "ECLI:EU:C:2019:773"',
  ),
  celex: patternValue(/^[0-9A-Z][0-9A-Z()/_-]{4,60}$/, 'must be a CELEX number, for example "32016R0679"'),
};
const ANY = patternValue(
  /^[^\s\p{Cc}\p{Zl}\p{Zp}\p{Cs}]([^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]{0,498}[^\s\p{Cc}\p{Zl}\p{Zp}\p{Cs}])?$/u,
  'must be text of 1 to 500 characters in one line, not beginning or ending with a space',
);

const member = objectValue('an identifier', {
  scheme: {
    value: schemeValue,
    required: true,
    about: 'Who numbers it: eli, ecli, celex, law-number, wikidata, doi, url or another.',
  },
  value: {
    value: { ...textValue(2_048), problems: () => [] },
    required: true,
    about: 'As the scheme writes it.',
  },
});

/** 1 to 50 identifiers, each once: what others call the same thing. */
export const identifiersValue: Value = {
  schema: { type: 'array', items: member.schema, minItems: 1, maxItems: MOST },
  problems: (value, pointer) =>
    Array.isArray(value) && value.length >= 1 && value.length <= MOST
      ? problemsOfEach(value, pointer, problemsOf)
      : [
          {
            pointer,
            detail: `must be a list of 1 to ${String(MOST)} identifiers, each {"scheme": "…", "value": "…"}`,
          },
        ],
  normalised: (value) => {
    const each = (value as Json[]).map((given) => normalised(member, given));
    return [...new Map(each.map((identifier) => [canonicalText(identifier), identifier])).values()];
  },
};

function problemsOf(identifier: unknown, pointer: string) {
  const problems = member.problems(identifier, pointer);
  if (problems.length > 0) return problems;
  const { scheme, value } = identifier as JsonObject;
  const allowed = Object.hasOwn(VALUES, scheme as string) ? VALUES[scheme as string] : undefined;
  return (allowed ?? ANY).problems(value, `${pointer}/value`);
}
