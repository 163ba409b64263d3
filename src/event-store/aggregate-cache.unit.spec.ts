import { expect, it } from '@jest/globals';
import { AggregateCache } from './aggregate-cache.js';

interface Folded {
  version: number;
}
const remembering = (maxEvents: number) => new AggregateCache<Folded>(maxEvents, ({ version }) => version);

it('aggregates are cached up to a total of events, and the least recently used is evicted first', () => {
  const streams = remembering(10);
  for (const name of ['a', 'b', 'c']) streams.remember(name, { version: 3 });
  expect(streams.get('a')).toEqual({ version: 3 });
  streams.remember('d', { version: 3 });
  expect(['a', 'b', 'c', 'd'].filter((name) => streams.get(name))).toEqual(['a', 'c', 'd']);
});

it('an aggregate that grew in place is counted with its new size', () => {
  const streams = remembering(10);
  const [one, other] = [{ version: 1 }, { version: 1 }];
  streams.remember('one', one);
  streams.remember('other', other);
  other.version = 9;
  streams.remember('other', other);
  expect(streams.get('one')).toBe(one);
  one.version = 2;
  streams.remember('one', one);
  expect(streams.get('one')).toBe(one);
  expect(streams.get('other')).toBeUndefined();
});

it('an aggregate that is larger than the whole cache is not cached', () => {
  const streams = remembering(10);
  streams.remember('long', { version: 11 });
  expect(streams.get('long')).toBeUndefined();
});

it('the least recently used ones that are old are forgotten, up to the first that is not', () => {
  const streams = remembering(100);
  for (const [name, version] of Object.entries({ a: 1, b: 2, c: 9, d: 1 }))
    streams.remember(name, { version });
  streams.get('a');
  streams.forgetWhile(({ version }) => version < 5);
  expect(['a', 'b', 'c', 'd'].filter((name) => streams.get(name))).toEqual(['a', 'c', 'd']);
});
