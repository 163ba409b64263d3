import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesOf, policyDiff, statesOf, type View } from '../../src/domain/diff.js';
import { emptyTimeline } from '../../src/domain/fold.js';
import { reasonsOf } from '../../src/domain/field-change.js';
import { UNCERTAIN } from '../../src/domain/field-entry.js';
import { NamedDevelopments } from '../../src/domain/named-developments.js';
import type { JsonObject } from '../../src/domain/json.js';
import type { PolicyEvent } from '../../src/domain/policy-event.js';
import type { PolicyTimeline } from '../../src/domain/policy-timeline.js';
import { eventsOf } from '../support/events-of-history.js';
import { enough, propertyOptions } from '../support/property-options.js';
import { acts, someDay, type Act } from '../support/random-history.js';

function folded(events: readonly PolicyEvent[], publishedBy: string | null): PolicyTimeline {
  const timeline = emptyTimeline(publishedBy);
  for (const event of events) timeline.apply(event);
  timeline.recompute();
  return timeline;
}

describe('the developments that changed fields name, with those between the positions', () => {
  it('explain the changes as the whole policy does, unless they say that others count, too', () => {
    let [explained, items] = [0, 0];
    const basis = fc.tuple(someDay, fc.nat());
    fc.assert(
      fc.property(
        acts,
        fc.array(fc.tuple(basis, basis), { minLength: 4, maxLength: 4 }),
        fc.constantFrom(...UNCERTAIN),
        fc.constantFrom(null, '2024-03-31'),
        (history, questions, uncertain, publishedBy) => {
          const events = eventsOf(history);
          for (const question of questions) {
            const [from, to] = question.map(([asOf, n]) => {
              const position = 1 + (n % events.length);
              return { position, asOf, timeline: folded(events.slice(0, position), publishedBy) };
            }) as [View<PolicyTimeline>, View<PolicyTimeline>];
            if (from.timeline?.contesting || to.timeline?.contesting) continue;
            const changes = changesOf(statesOf(from, to, uncertain));
            const ids = [...changes.knowledge, ...changes.world].flatMap(({ old, now }) => [
              ...reasonsOf(old),
              ...reasonsOf(now),
            ]);
            const [first, last] = [from.position, to.position].sort((a, b) => a - b) as [number, number];
            const some = events.filter(
              ({ eventId, position }) => ids.includes(eventId) || (position > first && position <= last),
            );
            const seen = ({ position, asOf }: View): View => ({
              position,
              asOf,
              timeline: NamedDevelopments.of(
                some.filter((event) => event.position <= position),
                publishedBy,
              ),
            });
            const [before, after] = [seen(from), seen(to)];
            if (!before.timeline || !after.timeline) continue;
            const diff = policyDiff('p', before, after, uncertain, changes);
            expect(diff).toEqual(policyDiff('p', from, to, uncertain, changes));
            explained += 1;
            items += diff.knowledge.length + diff.world.length;
          }
        },
      ),
      propertyOptions(300),
    );
    expect(explained).toBeGreaterThan(enough(50));
    expect(items).toBeGreaterThan(enough(50));
  });

  it('are not enough if the sequence of another one bounds their days', () => {
    const said = (kind: string, effective: string, payload: JsonObject, sequence?: number): Act => ({
      act: 'record',
      body: { kind, effective, payload, ...(sequence && { sequence }), sources: [{ title: 'A report' }] },
    });
    // The second happened in March, and the third says: by the 10th.
    const [, until, march, last] = eventsOf([
      said('value-set', '2024-01-01/2024-03-12', { field: 'range', value: 1 }),
      said('value-set', '2024-03', { field: 'range', value: 2 }, 1),
      said('statement-made', '2024-03-10', { speaker: 'industry', text: 'It has happened.' }, 2),
    ]) as [PolicyEvent, PolicyEvent, PolicyEvent, PolicyEvent];
    expect(NamedDevelopments.of([until, march], null)).toBeNull();
    expect(NamedDevelopments.of([until, last], null)).not.toBeNull();
  });
});
