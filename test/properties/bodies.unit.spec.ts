import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { amendmentSchema, checkAmendment } from '../../src/domain/bodies/amendment.js';
import { checkDevelopment, developmentSchema } from '../../src/domain/bodies/development.js';
import { checkRegistration, registrationSchema } from '../../src/domain/bodies/registration.js';
import { checkRetraction, retractionSchema } from '../../src/domain/bodies/retraction.js';
import type { Checked } from '../../src/domain/values/value.js';
import { parseEdtf } from '../../src/domain/edtf.js';
import { EdtfError } from '../../src/domain/edtf-error.js';
import type { JsonObject } from '../../src/domain/json.js';
import { KINDS } from '../../src/domain/kinds/index.js';
import { enough, propertyOptions } from '../support/property-options.js';

const ajv = new Ajv2020({ allErrors: true, strict: true });
ajv.addFormat('edtf', (text) => {
  try {
    return parseEdtf(text).text === text;
  } catch (error) {
    if (error instanceof EdtfError) return false;
    throw error;
  }
});

type Draw = fc.Arbitrary<unknown>;

/** As a body is once it has been read: fast-check also makes objects without a prototype, which JSON.parse never does. */
const asRead = (draw: Draw): Draw => draw.map((body): unknown => JSON.parse(JSON.stringify(body)));

/** Mostly a valid value, sometimes any other. */
const mostly = (...meant: Draw[]): Draw =>
  fc.oneof(
    { weight: 30, arbitrary: fc.oneof(...meant) },
    { weight: 1, arbitrary: fc.oneof(fc.jsonValue(), fc.constantFrom('', ' ', null, [], {})) },
  );

const text = mostly(fc.string({ minLength: 1, unit: 'grapheme' }));
const date = mostly(
  fc.constantFrom('2024', '2024-01-18', '[..2024-02]', '2024-01/..', '2023-21~', '2024-33?', '2024/9999'),
  fc.record({ fiscalYear: fc.integer({ min: 2, max: 9998 }), calendar: fc.constantFrom('JP', 'US') }),
);
const slug = mostly(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,8}$/));
const externalId = mostly(fc.stringMatching(/^[ -~]{1,20}$/), fc.constantFrom('種:7', '🦊'));
const country = mostly(fc.constantFrom('JP', 'US', 'GB', 'DE'));
const source = fc.record(
  { title: text, url: mostly(fc.webUrl()), publisher: text, published: date, accessed: date, locator: text },
  { requiredKeys: ['title'] },
);
const saying = fc.constantFrom(
  ...KINDS.flatMap(({ kind, examples }) => examples.map(({ payload }) => ({ kind, payload }))),
);

const development: Draw = saying.chain(({ kind, payload }) =>
  fc.record(
    {
      kind: mostly(fc.constant(kind)),
      effective: date,
      payload: mostly(fc.constant(payload)),
      published: date,
      sequence: mostly(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
      sources: mostly(fc.array(source, { minLength: 1, maxLength: 4 })),
      assertion: mostly(fc.constantFrom('confirmed', 'reported', 'inferred', 'disputed')),
      note: text,
      externalId,
    },
    { requiredKeys: ['kind', 'effective', 'payload', 'sources'] },
  ),
);
const retraction: Draw = fc.record(
  { reason: text, published: date, externalId },
  { requiredKeys: ['reason'] },
);
const header = {
  title: text,
  titles: mostly(fc.dictionary(fc.constantFrom('ja', 'zh-Hant', 'pt-BR', 'es-419'), text)),
  jurisdiction: mostly(country, fc.uniqueArray(country, { minLength: 1, maxLength: 3 })),
  area: slug,
  timeZone: mostly(fc.constantFrom('UTC', 'Etc/GMT+9', ...Intl.supportedValuesOf('timeZone'))),
  description: text,
};
const registration: Draw = fc.record(
  { id: slug, ...header },
  { requiredKeys: ['id', 'title', 'jurisdiction', 'area'] },
);
const amendment: Draw = fc.record(header, { requiredKeys: [] });

/** More than JSON can say: what never throws here cannot throw for a body, however it was read. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSparseArray: true,
});

const payloadMember = fc.constantFrom(...KINDS.flatMap(({ fields }) => [...fields.keys()]));
const spoiltPayload = fc
  .tuple(saying, fc.dictionary(payloadMember, anything, { maxKeys: 3 }))
  .map(([{ kind, payload }, extra]) => ({
    kind,
    effective: '2024',
    payload: { ...payload, ...extra },
    sources: [{ title: 'x' }],
  }));

interface Body {
  name: string;
  check: (body: unknown) => Checked<unknown>;
  schema: JsonObject;
  drawn: Draw;
}

const BODIES: readonly Body[] = [
  { name: 'a development', check: checkDevelopment, schema: developmentSchema(), drawn: development },
  { name: 'a retraction', check: checkRetraction, schema: retractionSchema(), drawn: retraction },
  { name: 'a registration', check: checkRegistration, schema: registrationSchema(), drawn: registration },
  { name: 'an amendment', check: checkAmendment, schema: amendmentSchema(), drawn: amendment },
];

/** Only what a reader can use: where it is in the body, what would do, and no text without end. */
function expectAnswer(checked: Checked<unknown>): void {
  if ('value' in checked) return;
  expect(checked.problems.length).toBeGreaterThan(0);
  for (const { pointer, detail } of checked.problems) {
    expect(pointer).toMatch(/^(?:\/(?:[^~/]|~[01])*)*$/u);
    expect(detail).not.toBe('');
  }
}

describe.each(BODIES)('$name', ({ check, schema, drawn }) => {
  const validate = ajv.compile(schema);

  it('of any value at all is accepted or refused, never a failure', () => {
    const names = Object.keys(schema['properties'] as JsonObject);
    const member = fc.oneof(fc.constantFrom(...names, '__proto__', 'constructor', 'toString'), fc.string());
    const spoilt = fc
      .tuple(drawn, fc.dictionary(member, anything, { maxKeys: 2 }))
      .map(([body, extra]) => ({ ...(body as object), ...extra }));
    const hostile = fc.oneof(anything, fc.dictionary(member, anything), spoilt, spoiltPayload);
    fc.assert(
      fc.property(hostile, (body) => {
        expectAnswer(check(body));
      }),
      propertyOptions(1_500),
    );
  });

  it('that is accepted is one by its published JSON Schema', () => {
    let accepted = 0;
    fc.assert(
      fc.property(asRead(drawn), (body) => {
        if (!('value' in check(body))) return;
        accepted += 1;
        expect({ valid: validate(body), errors: validate.errors }).toEqual({ valid: true, errors: null });
      }),
      propertyOptions(500),
    );
    expect(accepted).toBeGreaterThan(enough(100));
  });
});

it.each([
  ['a source', checkDevelopment, { sources: new Array(1) }, '/sources/0'],
  ['an identifier', checkRegistration, { identifiers: new Array(1) }, '/identifiers/0'],
  ['a contradicted development', checkDevelopment, { contradicts: new Array(1) }, '/contradicts/0'],
  ['a country', checkRegistration, { jurisdiction: new Array(1) }, '/jurisdiction/0'],
] as const)('a hole in a list, which a program may give, is not %s', (_, check, body, pointer) => {
  const checked = check(body);
  expect('problems' in checked && checked.problems.map((problem) => problem.pointer)).toContain(pointer);
});

describe('the published JSON Schema', () => {
  it.each(BODIES)('of $name refuses what is unknown, missing or empty', ({ check, schema, drawn }) => {
    const validate = ajv.compile(schema);
    const [body] = fc.sample(
      asRead(drawn).filter((each) => 'value' in check(each)),
      { numRuns: 1, seed: 1 },
    ) as [JsonObject];
    expect(validate(body)).toBe(true);
    expect(validate({ ...body, unknown: 1 })).toBe(false);
    expect(validate({})).toBe(false);
    for (const name of schema['required'] as string[]) expect(validate({ ...body, [name]: '' })).toBe(false);
  });
});
