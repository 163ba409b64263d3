import { describe, expect, it } from '@jest/globals';
import { nearest } from './nearest.js';

const KNOWN = ['asOf', 'knownAt', 'publishedBy', 'uncertain'];

describe('did you mean', () => {
  it.each([
    ['asof', 'asOf'],
    ['AS_OF', 'asOf'],
    ['knowAt', 'knownAt'],
    ['publishdBy', 'publishedBy'],
    ['uncertian', 'uncertain'],
  ])('%s was meant to be %s', (word, expected) => {
    expect(nearest(word, KNOWN)).toBe(expected);
  });

  it.each(['', 'x', 'limit', 'status', 'a'.repeat(201)])('%j is near to nothing known', (word) => {
    expect(nearest(word, KNOWN)).toBeUndefined();
  });

  it('one letter is not near to another', () => {
    expect(nearest('x', ['y', 'z'])).toBeUndefined();
  });

  it('nothing is near where nothing is known', () => {
    expect(nearest('asOf', [])).toBeUndefined();
  });
});
