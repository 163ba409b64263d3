import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { parseEdtf } from '../../src/domain/edtf.js';
import { EdtfError } from '../../src/domain/edtf-error.js';
import { payloadProblems } from '../../src/domain/check-payload.js';
import type { Kind } from '../../src/domain/define-kind.js';
import type { Json } from '../../src/domain/json.js';
import { payloadSchema } from '../../src/domain/json-schema.js';
import { KINDS } from '../../src/domain/kinds/index.js';
import { enough, propertyOptions } from '../support/property-options.js';

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
ajv.addFormat('edtf', (text) => {
  try {
    return parseEdtf(text).text === text;
  } catch (error) {
    if (error instanceof EdtfError) return false;
    throw error;
  }
});

const slug = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,5}$/);
const name = fc.oneof(
  slug,
  fc.tuple(slug, slug).map((parts) => parts.join('/')),
  fc.string({ maxLength: 4 }),
);
const scalar = fc.oneof(
  name,
  fc.constantFrom('2024', '[..2024-02]', '2025-02-29', 'JPY', 'promulgated', '', null, true),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);
const object = fc.oneof(
  fc.dictionary(name, scalar, { maxKeys: 3 }),
  fc.record({ value: scalar, currency: scalar }, { requiredKeys: [] }),
  fc.record({
    fiscalYear: fc.integer({ min: -1, max: 10_000 }),
    calendar: fc.constantFrom('JP', 'AU', 'FR'),
  }),
);
const value = fc.oneof(scalar, object, fc.dictionary(slug, object, { maxKeys: 2 }), fc.jsonValue());

/** What class-validator says to an instance of the payload class, which has no place for unknown properties. */
function byClassValidator({ payload, fields }: Kind, given: Record<string, unknown>): boolean {
  const instance = new payload();
  for (const name of fields.keys()) Reflect.set(instance, name, given[name]);
  return validateSync(instance).length === 0;
}

describe('a payload class and its published JSON Schema', () => {
  it.each(KINDS.map((kind) => [kind.kind, kind] as const))('of %s agree on every payload', (_, kind) => {
    const bySchema = ajv.compile(payloadSchema(kind));
    const fields = [...kind.fields.values()];
    const payload = fc.record(
      Object.fromEntries(
        fields.map((field): [string, fc.Arbitrary<unknown>] => [
          field.name,
          fc.oneof(
            { weight: 3, arbitrary: fc.constant<Json>(field.example) },
            { weight: 2, arbitrary: value },
          ),
        ]),
      ),
      { requiredKeys: [] },
    );
    let valid = 0;
    fc.assert(
      fc.property(payload, (given) => {
        const accepted = payloadProblems(kind.fields, given).length === 0;
        expect(accepted).toBe(byClassValidator(kind, given));
        expect(accepted).toBe(bySchema(given));
        if (accepted) valid += 1;
      }),
      // The whole example first: few drawn payloads of many members are valid.
      {
        ...propertyOptions(300),
        examples: [[Object.fromEntries(fields.map(({ name, example }) => [name, example]))]],
      },
    );
    expect(valid).toBeGreaterThan(enough(2));
  });
});
