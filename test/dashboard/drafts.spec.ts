import { describe, expect, it } from '@jest/globals';
import type { Kind, TimelineItem } from '../../dashboard/src/api/client.js';
import { bodyOf, draftOf } from '../../dashboard/src/record/draft.js';
import { describeKind } from '../../src/domain/json-schema.js';
import { kindNamed } from '../../src/domain/kinds/index.js';

const named = (name: string): Kind => {
  const kind = kindNamed(name);
  if (!kind) throw new Error(name);
  return describeKind(kind) as unknown as Kind;
};

const PLAN: TimelineItem = {
  eventId: 'e',
  position: 1,
  kind: 'plan-announced',
  effective: { text: '2023-12', earliest: '2023-12-01', latest: '2023-12-31' },
  published: '2024-02',
  recordedAt: '2024-02-10T00:00:00.000000Z',
  payload: { status: 'planned', attributes: { range: 1600 } },
  sources: [{ title: 'Plan', published: '2024-02' }],
  assertion: 'confirmed',
};

describe('A correction starts from what was recorded', () => {
  const kind = named('plan-announced');
  const sent = (item: TimelineItem) => bodyOf(draftOf(item, kind), kind, 'JP');

  it('and sends back what was stated', () => {
    expect(sent(PLAN)).toEqual({
      kind: 'plan-announced',
      effective: '2023-12',
      published: '2024-02',
      payload: PLAN.payload,
      sources: PLAN.sources,
    });
  });

  it('but no date of publication that only followed from the sources', () => {
    expect(sent({ ...PLAN, publishedDerived: true })).not.toHaveProperty('published');
  });
});
