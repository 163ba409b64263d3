import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { propertyOptions } from '../../test/support/property-options.js';
import { basisText, permalink, type Basis } from './basis.js';

const known: Basis = {
  asOf: '2024-07-31',
  position: 7,
  knownAt: '2024-07-31T09:00:00.000000Z',
  recordedAt: '2024-07-31T09:00:00.000000Z',
  beyondHead: false,
  uncertain: 'flag',
  publishedBy: null,
};

describe('what an answer rests on', () => {
  it('is echoed, each axis only where it was asked about', () => {
    expect(basisText(known)).toBe(
      '{"asOf":"2024-07-31","knownAt":"2024-07-31T09:00:00.000000Z","position":7,"uncertain":"flag"}',
    );
    const bare = { ...known, asOf: null, uncertain: null, knownAt: null, recordedAt: null, position: 0 };
    expect(basisText(bare)).toBe('{"knownAt":null,"position":0}');
    const most = {
      ...known,
      beyondHead: true,
      publishedBy: '2024-07-01',
      knownAt: '2099-01-01T00:00:00.000000Z',
    };
    expect(JSON.parse(basisText(most, true))).toEqual({
      asOf: '2024-07-31',
      knownAt: '2099-01-01T00:00:00.000000Z',
      knownThrough: '2024-07-31T09:00:00.000000Z',
      position: 7,
      uncertain: 'flag',
      publishedBy: '2024-07-01',
      reconstructed: true,
    });
  });

  it('is pinned by a permalink in form encoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
        const link = permalink('/v1/policies', known, { q: value, [`f.${name}`]: 'x' });
        const parameters = {
          asOf: '2024-07-31',
          position: '7',
          uncertain: 'flag',
          q: value,
          [`f.${name}`]: 'x',
        };
        expect(link).toBe(`/v1/policies?${new URLSearchParams({ ...parameters, render: '1' }).toString()}`);
      }),
      propertyOptions(500),
    );
  });

  it('is pinned with its instant where that is not the one of its position, and lies before the end of the log', () => {
    const between = { ...known, knownAt: '2024-07-31T10:00:00.000000Z' };
    expect(permalink('/p', between)).toContain('knownAt=2024-07-31T10%3A00%3A00.000000Z&position=7');
    expect(permalink('/p', { ...between, beyondHead: true })).not.toContain('knownAt');
  });
});
