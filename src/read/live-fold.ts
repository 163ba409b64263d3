import type pg from 'pg';
import type { Day } from '../domain/day.js';
import { foldPolicy } from '../domain/fold.js';
import type { PolicyTimeline } from '../domain/policy-timeline.js';
import { DomainProblem } from '../domain/problem.js';
import { streamOf } from '../domain/stream.js';
import { UnknownEvent } from '../domain/unknown-event.js';
import { LogReader } from '../event-store/read.js';

/** How soon to ask again where an administrator has to act, in seconds. */
export const PARKED_RETRY_SECONDS = 60;

/**
 * Folds a policy from the log, as known at a position. For queries that the facts table cannot answer: what was public,
 * positions in the log, and why a value wins. The same pure functions fill the table.
 * @throws DomainProblem `policy-not-known` if it was not registered by then, `not-caught-up` if a later version of the service
 *   has recorded it
 */
export async function foldLive(
  pool: pg.Pool,
  policyId: string,
  position: number,
  publishedBy?: Day | null,
): Promise<PolicyTimeline> {
  const stored = await new LogReader(pool).readStream(streamOf(policyId), { upToPosition: position });
  if (stored.length === 0) throw policyNotKnown(policyId);
  try {
    return foldPolicy(stored, publishedBy);
  } catch (error) {
    if (!(error instanceof UnknownEvent)) throw error;
    // The projection stands still before it, too.
    throw new DomainProblem(
      'not-caught-up',
      `The log holds an event of ${policyId} that this version of the service does not know; an administrator has to look at it`,
      { retryAfter: PARKED_RETRY_SECONDS, cause: error },
    );
  }
}

/** The same for a policy that does not exist and for one not registered by then: at that position there was no difference. */
export const policyNotKnown = (policyId: string) =>
  new DomainProblem('policy-not-known', `No policy ${policyId} is known at this basis`);
