import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BEGINNING } from '../../src/domain/day.js';
import { upcomingAfter } from '../../src/domain/upcoming.js';
import { expectedTexts } from '../support/expected-texts.js';
import { PolicyTimeline } from '../../src/domain/policy-timeline.js';
import { eventsOf } from '../support/events-of-history.js';
import { propertyOptions } from '../support/property-options.js';
import { acts } from '../support/random-history.js';

describe('recomputing after each event, or once at the end', () => {
  it('leaves the same entries: a projection that forgot a policy closes the rows it had opened', () => {
    fc.assert(
      fc.property(acts, (history) => {
        const each = new PolicyTimeline();
        const once = new PolicyTimeline();
        for (const event of eventsOf(history)) {
          each.apply(event);
          each.recompute();
          once.apply(event);
        }
        once.recompute();
        expect(new Map([...once.entries].sort())).toEqual(new Map([...each.entries].sort()));
        expect(expectedTexts(upcomingAfter(BEGINNING, once.claimBounds.all()))).toEqual(
          expectedTexts(upcomingAfter(BEGINNING, each.claimBounds.all())),
        );
        expect(once.developments).toBe(each.developments);
      }),
      propertyOptions(1000),
    );
  });
});
