import { describe, expect, it } from '@jest/globals';
import type { Amended } from './policy-event.js';
import { skeletonOf, standIn, tracesIn } from './redaction.js';

const amended = (changes: Amended['changes']): Amended => ({
  ...{ type: 'amended', eventId: 'e', position: 2, recordedAt: '2024-01-01T00:00:00.000000Z' },
  ...{ reconstructed: false, actor: 'test', changes },
});
const erased = (changes: Amended['changes']) => standIn(skeletonOf(amended(changes)), 9);

describe('What stands in for an erased amendment', () => {
  it.each([
    ['title', { title: 'A name' }],
    ['titles', { titles: { ja: '名前' } }],
    ['description', { description: 'A text' }],
    ['identifiers', { identifiers: [{ scheme: 'law-number', value: '24' }] }],
  ] as [keyof Amended['changes'], Amended['changes']][])(
    'replaces the %s of earlier events, and leaves the position of the redaction',
    (name, changes) => {
      const { [name]: content, ...rest } = erased(changes);
      expect(rest).toEqual({});
      expect(tracesIn(JSON.stringify(content))).toEqual([9]);
    },
  );

  it('removes what the amendment removed: that was no content', () => {
    expect(erased({ titles: null, description: null, identifiers: null })).toEqual({
      titles: null,
      description: null,
      identifiers: null,
    });
  });

  it('keeps the classification', () => {
    const classified = { jurisdictions: ['JP'], area: 'tests', timeZone: 'Asia/Tokyo' };
    expect(erased(classified)).toEqual(classified);
  });
});
