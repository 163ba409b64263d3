import { describe, expect, it } from '@jest/globals';
import { checkRetraction } from './retraction.js';

const REASON = { reason: 'The article spoke of another policy.' };

describe('a retraction', () => {
  it('needs a reason and nothing else', () => {
    expect(checkRetraction(REASON)).toEqual({ value: REASON });
  });

  it('may say when it was published, and its name elsewhere', () => {
    expect(checkRetraction({ ...REASON, published: '2024-11', externalId: 'seed:7c' })).toEqual({
      value: {
        ...REASON,
        published: { text: '2024-11', earliest: '2024-11-01', latest: '2024-11-30' },
        externalId: 'seed:7c',
      },
    });
  });

  it('is refused with its problems', () => {
    expect(checkRetraction({ reson: 'x', published: 'now', externalId: '\t' })).toMatchObject({
      problems: [
        { pointer: '/reson', detail: 'is not a property of a retraction', didYouMean: 'reason' },
        { pointer: '/reason', detail: 'is missing' },
        { pointer: '/published' },
        { pointer: '/externalId' },
      ],
    });
    for (const reason of ['', 'x'.repeat(20_001), null])
      expect(checkRetraction({ reason })).toMatchObject({ problems: [{ pointer: '/reason' }] });
    expect(checkRetraction('because')).toMatchObject({ problems: [{ pointer: '' }] });
  });
});
