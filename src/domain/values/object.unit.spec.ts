import { describe, expect, it } from '@jest/globals';
import { unknownMembers } from './object.js';

describe('unknown members', () => {
  it('are named with the nearest known one, each with its pointer', () => {
    expect(
      unknownMembers({ title: 1, 'ti/tle': 2, toString: 3 }, ['title'], 'a source', '/sources/0'),
    ).toEqual([
      {
        pointer: '/sources/0/ti~1tle',
        detail: 'is not a property of a source',
        allowed: ['title'],
        didYouMean: 'title',
      },
      {
        pointer: '/sources/0/toString',
        detail: 'is not a property of a source',
        allowed: ['title'],
        didYouMean: undefined,
      },
    ]);
  });

  it('are named 100 times at the most', () => {
    const nonsense = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`x${i}`, i]));
    expect(unknownMembers(nonsense, ['title'], 'a source')).toHaveLength(100);
  });
});
