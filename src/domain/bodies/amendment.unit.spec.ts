import { describe, expect, it } from '@jest/globals';
import { checkAmendment } from './amendment.js';

describe('an amendment', () => {
  it('changes only what it names', () => {
    expect(checkAmendment({ title: 'New title' })).toEqual({ value: { title: 'New title' } });
    expect(checkAmendment({ jurisdiction: 'JP' })).toEqual({ value: { jurisdictions: ['JP'] } });
    const all = { title: 'x', titles: { ja: 'x' }, area: 'a', timeZone: 'Asia/Tokyo', description: 'x' };
    expect(checkAmendment({ ...all, jurisdiction: ['JP', 'US'] })).toEqual({
      value: { ...all, jurisdictions: ['JP', 'US'] },
    });
  });

  it('removes with null what may be left out', () => {
    expect(checkAmendment({ titles: null, description: null })).toEqual({
      value: { titles: null, description: null },
    });
    const kept = { title: null, jurisdiction: null, area: null, timeZone: null };
    expect(checkAmendment(kept)).toMatchObject({
      problems: Object.keys(kept).map((name) => ({ pointer: `/${name}` })),
    });
  });

  it('changes something, but never the id', () => {
    expect(checkAmendment({})).toEqual({
      problems: [{ pointer: '', detail: expect.stringContaining('at least one of title,') as unknown }],
    });
    expect(checkAmendment({ id: 'other' })).toMatchObject({
      problems: [{ pointer: '/id', detail: 'is not a property of an amendment' }],
    });
    expect(checkAmendment(null)).toMatchObject({ problems: [{ pointer: '' }] });
  });

  it('is held to the rules of a registration', () => {
    expect(checkAmendment({ titles: { ja: '' }, description: '', jurisdiction: 'uk' })).toMatchObject({
      problems: [
        { pointer: '/titles/ja' },
        { pointer: '/jurisdiction', didYouMean: 'GB' },
        { pointer: '/description' },
      ],
    });
  });
});
