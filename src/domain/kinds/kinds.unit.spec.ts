import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { checkPayload } from '../check-payload.js';
import type { Kind } from '../define-kind.js';
import { parseEdtf } from '../edtf.js';
import { EdtfError } from '../edtf-error.js';
import type { Localised, PayloadField } from '../values/fields.js';
import { payloadSchema } from '../json-schema.js';
import type { Json, JsonObject } from '../json.js';
import { kindsDocument } from '../kinds-document.js';
import { KINDS, kindNamed, nearestKind } from './index.js';

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
ajv.addFormat('edtf', (text) => isEdtf(text));
const schemas = new Map(KINDS.map((kind) => [kind.kind, ajv.compile(payloadSchema(kind))]));

function isEdtf(text: string): boolean {
  try {
    return parseEdtf(text).text === text;
  } catch (error) {
    if (error instanceof EdtfError) return false;
    throw error;
  }
}

/** What the class and the schema each think of a payload; the test of a definition is that they agree. */
function verdicts(kind: Kind, payload: unknown): { byClass: boolean; bySchema: boolean } {
  return {
    byClass: 'payload' in checkPayload(kind, payload),
    bySchema: schemas.get(kind.kind)?.(payload) === true,
  };
}
const ACCEPTED = { byClass: true, bySchema: true };
const REFUSED = { byClass: false, bySchema: false };

/** The smallest payload with everything required in it. */
function smallest(kind: Kind): JsonObject {
  const required = [...kind.fields.values()].filter((field) => field.required);
  return Object.fromEntries(required.map(({ name, example }): [string, Json] => [name, example]));
}

function without(payload: JsonObject, property: string): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== property));
}

const isText = ({ en, ja }: Localised) => /^[\x20-\x7e·]+$/.test(en) && /[ぁ-ん一-龠]/.test(ja);

/** This many entries that are valid in any map. */
const entries = (count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, '2024']));

/** Values that the schema of a property rules out, derived from its own words. */
function badValues({ value }: PayloadField): Json[] {
  const { type, enum: allowed, pattern, maxLength, minimum, propertyNames, anyOf } = value.schema;
  return [
    ...(type === undefined && anyOf === undefined ? [] : [null, true, ['x']]),
    ...(type === 'object' ? ['x', 1] : []),
    ...(type === 'string' ? [1, {}, ''] : []),
    ...(allowed ? ['none-of-these'] : []),
    ...(pattern ? ['_x', 'a b', 'a//b', 'x'.repeat(101), 'a\n'] : []),
    ...(typeof maxLength === 'number' ? ['', 'x'.repeat(maxLength + 1)] : []),
    ...(minimum === undefined ? [] : [-1, 1.5e-9 - 1]),
    ...(propertyNames ? [{ $x: 'y' }, { '': 'y' }, { 'a/b/c': 'y' }, entries(1_001)] : []),
    ...(value.widget === 'slug-text-map' ? [{ x: 1 }, { x: '' }, { 'a/b': 'y' }] : []),
    ...(value.widget === 'milestones' ? [{ x: 'soon' }, { x: 2024 }] : []),
    ...(value.widget === 'edtf'
      ? ['', '2025-02-29', 2024, { fiscalYear: 2025 }, { fiscalYear: 1, calendar: 'JP' }]
      : []),
    ...(value.widget === 'money'
      ? [{}, { value: 1 }, { value: 1, currency: 'yen' }, { value: -1, currency: 'JPY' }]
      : []),
    ...(value.widget === 'money'
      ? [
          { value: 1, currency: 'JPY', unit: 'x' },
          { value: 1, currency: 'JPYX' },
        ]
      : []),
  ];
}

describe.each(KINDS.map((kind) => [kind.kind, kind] as const))('%s', (name, kind) => {
  it('is described in English and Japanese, in a file of its name', () => {
    expect([kind.title, kind.description].every(isText)).toBe(true);
    expect(readdirSync(import.meta.dirname)).toContain(`${name}.ts`);
    expect(kindNamed(name)).toBe(kind);
    expect(kind.schemaVersion).toBeGreaterThanOrEqual(1);
  });

  it('may carry a text', () => {
    expect(verdicts(kind, { ...smallest(kind), text: 'As the press reports.' })).toEqual(ACCEPTED);
  });

  it('has examples that are valid and say what they are said to say', () => {
    expect(kind.examples.length).toBeGreaterThan(0);
    for (const { effective, payload, effects } of kind.examples) {
      expect(parseEdtf(effective).text).toBe(effective);
      expect(verdicts(kind, payload)).toEqual(ACCEPTED);
      const checked = checkPayload(kind, payload);
      expect('payload' in checked && kind.effects(checked.payload)).toEqual(effects);
    }
  });

  it('shows each of its own properties in an example', () => {
    const shown = new Set(kind.examples.flatMap(({ payload }) => Object.keys(payload)));
    expect([...kind.fields.keys()].filter((name) => name !== 'text' && !shown.has(name))).toEqual([]);
  });

  it.each([...kind.fields])('describes %s in words, with a valid example', (property, field) => {
    expect([field.label, field.help].every(isText)).toBe(true);
    const payload = { ...smallest(kind), [property]: field.example };
    expect(verdicts(kind, payload)).toEqual(ACCEPTED);
    expect(checkPayload(kind, payload)).toEqual({ payload });
  });

  it.each([...kind.fields])(
    'refuses values of %s that its schema rules out, naming the property',
    (property, field) => {
      for (const bad of badValues(field)) {
        const payload = { ...smallest(kind), [property]: bad };
        expect({ bad, ...verdicts(kind, payload) }).toEqual({ bad, ...REFUSED });
        const checked = checkPayload(kind, payload);
        expect(
          'problems' in checked &&
            checked.problems.every(({ pointer }) => pointer.startsWith(`/${property}`)),
        ).toBe(true);
      }
    },
  );

  it('refuses a payload that lacks what is required, has what is unknown, or is no object', () => {
    for (const property of Object.keys(smallest(kind))) {
      expect(verdicts(kind, without(smallest(kind), property))).toEqual(REFUSED);
    }
    for (const unknown of ['zzz', 'constructor', 'toString', '__proto__']) {
      const payload: unknown = JSON.parse(
        JSON.stringify(smallest(kind))
          .replace(/^\{(.?)/, `{"${unknown}": {}, $1`)
          .replace(', }', '}'),
      );
      expect({ unknown, ...verdicts(kind, payload) }).toEqual({ unknown, ...REFUSED });
    }
    for (const other of [null, [], 'text', 1, undefined]) expect(verdicts(kind, other)).toEqual(REFUSED);
  });

  it('assumes what it says it assumes when a property is left out', () => {
    for (const { name: property, default: standIn } of kind.fields.values()) {
      if (standIn === undefined) continue;
      const rest = without(smallest(kind), property);
      expect(kind.effects(rest)).toEqual(kind.effects({ ...rest, [property]: standIn }));
    }
  });
});

describe('the kinds together', () => {
  it('are one a file, and every file is in the list', () => {
    const files = readdirSync(import.meta.dirname).filter((file) => !/spec|index|common-fields/.test(file));
    expect(files.sort()).toEqual(KINDS.map(({ kind }) => `${kind}.ts`).sort());
  });

  it('are found by name, and a slip is answered with the nearest', () => {
    expect(kindNamed('contract-conclude')).toBeUndefined();
    expect(nearestKind('contract-conclude')).toBe('contract-concluded');
    expect(nearestKind('guidelines-revised')).toBe('guideline-revised');
    expect(nearestKind('weather')).toBeUndefined();
    expect(kindNamed('constructor')).toBeUndefined();
  });

  it('are documented in docs/kinds.md (npm run docs:kinds writes it)', () => {
    expect(readFileSync('docs/kinds.md', 'utf8')).toBe(kindsDocument(KINDS));
  });
});
