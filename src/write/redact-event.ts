import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { UUID } from '../database/column-text.js';
import { decodeEvent } from '../domain/stored-event.js';
import { REDACTION, type RedactionData } from '../domain/policy-event.js';
import { DomainProblem } from '../domain/problem.js';
import { skeletonOf } from '../domain/redaction.js';
import { policyOf } from '../domain/stream.js';
import type { Recorded } from '../event-store/event.js';
import { LogReader } from '../event-store/read.js';
import { redact } from '../event-store/redact.js';
import { newEvent } from './new-event.js';

const SCHEMA_VERSION = 1;

export interface RedactionRequest {
  eventId: string;
  /** Why, for everybody to read; it must not repeat what is erased. */
  reason: string;
  /** The law or the order. */
  legalBasis: string;
  /** For example `cli`. */
  actor: string;
}

/** What is erased and what stays. */
export interface PlannedRedaction {
  policyId: string;
  position: number;
  kind: string;
  data: RedactionData;
}

/**
 * What an erasure would do; nothing is changed.
 * @throws DomainProblem `development-not-known` if there is no such event, `redacted` if it was erased before
 */
export async function planRedaction(
  db: pg.Pool,
  { eventId, reason, legalBasis }: RedactionRequest,
): Promise<PlannedRedaction> {
  const event = UUID.test(eventId) ? await new LogReader(db).byEventId(eventId) : null;
  if (!event) throw unknown(eventId);
  if (event.redactedAt != null || event.kind === REDACTION) throw erased(eventId);
  const data = { eventId, reason, legalBasis, skeleton: skeletonOf(decodeEvent(event)) };
  return { policyId: policyOf(event.stream), position: event.position, kind: event.kind, data };
}

/**
 * Erases the content of an event from the log. What was made from it before, such as read tables, still holds it: see
 * `eraseDerived`.
 * @throws DomainProblem like `planRedaction`
 */
export async function redactEvent(
  pool: pg.Pool,
  request: RedactionRequest,
): Promise<PlannedRedaction & { redaction: Recorded }> {
  const planned = await planRedaction(pool, request);
  const saying = newEvent(REDACTION, SCHEMA_VERSION, planned.data);
  const { actor } = request;
  const redaction = await redact(pool, request.eventId, saying, { actor, correlationId: randomUUID() });
  if (redaction === 'unknown') throw unknown(request.eventId);
  if (redaction === 'erased') throw erased(request.eventId);
  return { ...planned, redaction };
}

const unknown = (eventId: string) =>
  new DomainProblem('development-not-known', `There is no event ${eventId} in the log`);
const erased = (eventId: string) =>
  new DomainProblem('redacted', `The event ${eventId} was erased before, or says itself of an erasure`);
