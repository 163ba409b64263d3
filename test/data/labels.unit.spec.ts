import { describe, expect, it } from '@jest/globals';
import { checkPayload } from '../../src/domain/check-payload.js';
import type { Effect } from '../../src/domain/effect.js';
import { collectionOf, nameOf } from '../../src/domain/field-path.js';
import type { Json } from '../../src/domain/json.js';
import { KINDS, kindNamed } from '../../src/domain/kinds/index.js';
import { AREAS } from '../../src/domain/labels/areas.js';
import { FIELDS, STATUSES } from '../../src/domain/labels/vocabulary.js';
import { WORDS } from '../../src/domain/labels/words.js';
import { developmentLines, policyLines } from './demo-lines.js';

/** Two capitals are a country, which Intl.DisplayNames names. */
const COUNTRY = /^[A-Z]{2}$/;
const labelled = (word: string) => word in STATUSES || word in WORDS || COUNTRY.test(word);

/** The names of members in a value, however deep. */
function membersOf(value: Json | undefined): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(membersOf);
  return Object.entries(value).flatMap(([name, member]) => [name, ...membersOf(member)]);
}

/** What an effect says that people would read as a slug. */
function unlabelled(effect: Effect): string[] {
  const { field } = effect;
  const value = 'set' in effect ? effect.set : undefined;
  const key = collectionOf(field) === undefined ? undefined : field.slice(nameOf(field).length + 1);
  return [
    ...[nameOf(field), ...membersOf(value)]
      .filter((name) => !(name in FIELDS))
      .map((name) => `field ${name}`),
    ...(key === undefined || labelled(key) ? [] : [`key ${field}`]),
    ...(nameOf(field) !== 'status' || (typeof value === 'string' && value in STATUSES)
      ? []
      : [`status ${JSON.stringify(value)}`]),
  ];
}

describe('Labels in both languages', () => {
  it.each(KINDS.map((kind) => [kind.kind, kind] as const))(
    'for all that the examples of %s make',
    (_, kind) => {
      expect(kind.examples.flatMap(({ effects }) => effects.flatMap(unlabelled))).toEqual([]);
    },
  );

  it('for each status that a kind assumes, and each stage of a bill', () => {
    const assumed = KINDS.flatMap(({ fields }) => {
      const { default: standIn } = fields.get('status') ?? {};
      const stages = fields.get('stage')?.value.schema['enum'];
      return [...(standIn === undefined ? [] : [standIn]), ...(Array.isArray(stages) ? stages : [])];
    });
    expect(assumed.length).toBeGreaterThan(8);
    expect(assumed.filter((status) => typeof status !== 'string' || !(status in STATUSES))).toEqual([]);
  });

  it('for all that the demo data say', () => {
    const effects = developmentLines.flatMap(({ kind, payload }) => {
      const definition = kindNamed(kind);
      const checked = definition && checkPayload(definition, payload);
      return definition && checked && 'payload' in checked ? definition.effects(checked.payload) : [];
    });
    expect(effects.length).toBeGreaterThan(40);
    expect(effects.flatMap(unlabelled)).toEqual([]);
    expect(policyLines.map(({ policy }) => policy.area).filter((area) => !(area in AREAS))).toEqual([]);
  });
});
