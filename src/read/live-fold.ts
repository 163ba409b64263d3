import type pg from 'pg';
import type { Day } from '../domain/day.js';
import { foldPolicy } from '../domain/fold.js';
import type { PolicyTimeline } from '../domain/policy-timeline.js';
import { DomainProblem } from '../domain/problem.js';
import { streamOf } from '../domain/stream.js';
import { LogReader } from '../event-store/read.js';

/**
 * Folds a policy from the log, as known at a position. For queries that the facts table cannot answer: what was public,
 * positions in the log, and why a value wins. The same pure functions fill the table.
 * @throws DomainProblem `policy-not-known` if it was not registered by then, UnknownEvent if a later version of the service wrote to it
 */
export async function foldLive(
  pool: pg.Pool,
  policyId: string,
  position: number,
  publishedBy?: Day | null,
): Promise<PolicyTimeline> {
  const stored = await new LogReader(pool).readStream(streamOf(policyId), { upToPosition: position });
  if (stored.length === 0) throw policyNotKnown(policyId);
  return foldPolicy(stored, publishedBy);
}

/** The same for a policy that does not exist and for one not registered by then: at that position there was no difference. */
export const policyNotKnown = (policyId: string) =>
  new DomainProblem('policy-not-known', `No policy ${policyId} is known at this basis`);
