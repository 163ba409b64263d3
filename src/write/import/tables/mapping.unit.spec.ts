import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../domain/json.js';
import { DomainProblem } from '../../../domain/problem.js';
import { filled } from './mapping.js';

const refusalOf = (mapping: JsonObject, columns: readonly string[]): DomainProblem => {
  try {
    filled(mapping, columns);
  } catch (error) {
    if (error instanceof DomainProblem) return error;
  }
  throw new Error('It was taken');
};

describe('A mapping says what the columns mean', () => {
  it('with texts, numbers and JSON; what is empty leaves its member out', () => {
    const line = filled(
      {
        policyId: 'jp-{id}',
        payload: { quantity: '{n:number}', attributes: '{more:json}', nothing: '{empty}' },
        sources: [{ title: '{src}, page {empty}' }, { title: '{src}' }],
        gone: { only: ['{empty}'] },
        note: 'as {it} stands',
      },
      ['id', 'n', 'more', 'empty', 'src', 'it'],
    );
    expect(line(['7', '400', '{"a":[1]}', '', 'MOD', 'this'])).toEqual({
      policyId: 'jp-7',
      payload: { quantity: 400, attributes: { a: [1] } },
      sources: [{ title: 'MOD' }],
      note: 'as this stands',
    });
    expect(() => line(['7', 'many', '{}', '', 'MOD', ''])).toThrow('"many" is not a number');
  });

  it.each([
    'a "quoted" name',
    'two\nlines',
    '__proto__',
    'constructor',
    'toString',
    'a:b',
    'a:number',
    'a{b}c',
    '$&',
    'back\\slash',
    '件名 (日本語)',
  ])('and a column may have the name %j', (name) => {
    const columns = ['other', name, 'last'];
    expect(filled({ text: `{${name}}`, in: `<{${name}}>` }, columns)(['x', '5', 'y'])).toEqual({
      text: '5',
      in: '<5>',
    });
    expect(filled({ n: `{${name}:number}` }, columns)(['x', '5', 'y'])).toEqual({ n: 5 });
  });

  it('and is refused by name when it names a column that is not there', () => {
    expect(refusalOf({ policyId: '{bill}', sources: [{ title: '{lin}' }] }, ['bill', 'link'])).toMatchObject({
      detail: 'The mapping names the column "lin"; the file has bill, link',
      errors: [{ allowed: ['bill', 'link'], didYouMean: 'link' }],
    });
    for (const name of ['constructor', '__proto__', ''])
      expect(refusalOf({ policyId: `{${name}}` }, ['bill']).detail).toContain(JSON.stringify(name));
  });

  it('and is refused by name when two columns have the name it means', () => {
    expect(refusalOf({ policyId: '{id}' }, ['id', 'date', 'id']).detail).toContain('"id" twice');
    expect(filled({ policyId: '{id}' }, ['id', '', ''])(['7', '', ''])).toEqual({ policyId: '7' });
  });
});
