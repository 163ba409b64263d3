import type pg from 'pg';
import { decodeEvent } from '../domain/decode-event.js';
import type { Day } from '../domain/day.js';
import { PolicyTimeline } from '../domain/policy-timeline.js';
import { DomainProblem } from '../domain/problem.js';
import { streamOf } from '../domain/stream.js';
import { publicBy } from '../domain/supersession.js';
import type { PolicyEvent } from '../domain/policy-event.js';
import { LogReader } from '../event-store/read.js';

/** A policy folded from its events, and the events. */
export interface FoldedPolicy {
  timeline: PolicyTimeline;
  events: PolicyEvent[];
}

/**
 * A policy as known at a position, folded from the log on the spot. For questions the facts table does not hold: what was
 * public, where in the log something stands, and why a value wins. The same pure functions fill the table.
 * @throws DomainProblem `policy-not-known` if it was not registered by then
 */
export async function foldLive(
  pool: pg.Pool,
  policyId: string,
  position: number,
  publishedBy?: Day | null,
): Promise<FoldedPolicy> {
  const stored = await new LogReader(pool).readStream(streamOf(policyId), { upToPosition: position });
  if (stored.length === 0) throw policyNotKnown(policyId);
  const timeline = publishedBy ? new PolicyTimeline(publicBy(publishedBy)) : new PolicyTimeline();
  const events = stored.map(decodeEvent);
  for (const event of events) timeline.apply(event);
  timeline.settle();
  return { timeline, events };
}

/** The same for a policy that never was and for one not registered by then: then, nobody could have told the difference. */
export const policyNotKnown = (policyId: string) =>
  new DomainProblem('policy-not-known', `No policy ${policyId} is known at this basis`);
