import { describe, expect, it } from '@jest/globals';
import { KINDS } from '../kinds/index.js';
import { AREAS } from './areas.js';
import { fieldLabel } from './field-label.js';
import { FURTHER_FIELDS, FURTHER_STATUSES, FIELDS, labelsAnswer, STATUSES } from './vocabulary.js';
import { FAMILIES } from './label.js';
import { readable } from './readable.js';
import { WORDS } from './words.js';

const TABLES = { families: FAMILIES, statuses: STATUSES, fields: FIELDS, areas: AREAS, words: WORDS };

describe('The labels', () => {
  it.each(Object.entries(TABLES))(
    'of %s are there in both languages, English ones capitalised',
    (_, labels) => {
      for (const [slug, { en, ja }] of Object.entries(labels))
        expect({ slug, en, ja }).toEqual({
          slug,
          en: expect.stringMatching(/^[A-Z]/),
          ja: expect.stringMatching(/\S/),
        });
    },
  );

  it('say each thing in one place only', () => {
    const declared = KINDS.flatMap(({ labels }) => Object.keys(labels?.statuses ?? {}));
    expect(Object.keys(FURTHER_STATUSES).filter((slug) => declared.includes(slug))).toEqual([]);
    const named = KINDS.flatMap(({ fields, labels }) => [
      ...fields.keys(),
      ...Object.keys(labels?.fields ?? {}),
    ]);
    expect(Object.keys(FURTHER_FIELDS).filter((name) => named.includes(name))).toEqual([]);
  });

  it('of a property are the same in every kind that has it', () => {
    for (const { kind, fields, labels } of KINDS) {
      const own = [...fields].map(([name, { label }]) => [name, label] as const);
      for (const [name, { en, ja }] of [...own, ...Object.entries(labels?.fields ?? {})])
        expect({ kind, name, en, ja }).toEqual({ kind, name, en: FIELDS[name]?.en, ja: FIELDS[name]?.ja });
      for (const [status, label] of Object.entries(labels?.statuses ?? {}))
        expect(STATUSES[status]).toEqual(label);
    }
  });

  it('give every status a family', () => {
    for (const { family } of Object.values(STATUSES)) expect(Object.keys(FAMILIES)).toContain(family);
  });

  it('are answered with English as the bare text', () => {
    expect(labelsAnswer()).toMatchObject({
      families: { ended: { label: 'Ended or suspended', labels: { ja: '終了・停止' } } },
      statuses: { approved: { label: 'Approved', labels: { ja: '承認済み' }, family: 'decided' } },
      fields: { quantity: { label: 'Quantity', labels: { ja: '数量' } } },
      areas: { energy: { label: 'Energy', labels: { ja: 'エネルギー' } } },
    });
  });
});

describe('A slug without a label', () => {
  it.each([
    ['first-reading', 'First reading'],
    ['lawNumber', 'Law number'],
    ['on_hold', 'On hold'],
    ['F-2', 'F-2'],
    ['item-10', 'Item-10'],
    ['US', 'US'],
    ['GCAP', 'GCAP'],
    ['', ''],
  ])('%s is read as %s', (slug, said) => {
    expect(readable(slug)).toBe(said);
  });
});

describe('A field', () => {
  it.each([
    ['quantity', 'Quantity', '数量'],
    ['items/pac-3', 'Items: PAC-3', '品目: PAC-3'],
    ['stages/lower-plenary-voted', 'Stages: Voted by the lower house', '審議の段階: 衆院本会議採決'],
    ['items/no-such-item', 'Items: No such item', '品目: No such item'],
    ['constructor/toString', 'Constructor: To string', 'Constructor: To string'],
  ])('%s is called %s', (path, en, ja) => {
    expect(fieldLabel(path)).toEqual({ en, ja });
  });
});
