import { kindNamed } from './kinds/index.js';
import {
  AMENDED,
  REDACTION,
  REGISTERED,
  RETRACTED,
  RULED,
  type Amended,
  type DevelopmentData,
  type DevelopmentSkeleton,
  type PolicyEvent,
  type PolicyHeader,
  type RedactionData,
  type RetractionData,
  type RulingData,
  type Skeleton,
} from './policy-event.js';
import { standIn, standInDevelopment } from './redaction.js';
import { UnknownEvent } from './unknown-event.js';

/**
 * The parts of a logged event that policies need. The domain imports nothing, so they are named once more here; the compiler
 * compares them with `StoredEvent` of the event store wherever one is decoded.
 */
export interface LoggedEvent {
  position: number;
  eventId: string;
  kind: string;
  schemaVersion: number;
  /** If the content was erased by law: the skeleton of redaction.ts. */
  payload: string;
  /** The position of the redaction; null or undefined: the content is there. */
  redactedAt?: number | null;
  actor: string;
  recordedAt: string;
  ingestedAt: string | null;
}

/**
 * Decodes a logged event into a domain event.
 * @throws UnknownEvent for a kind or schema version that this program does not know; a projection parks at such an event
 */
export function decodeEvent(event: LoggedEvent): PolicyEvent {
  const { position, eventId, recordedAt, actor, ingestedAt } = event;
  const by = event.redactedAt ?? undefined;
  const envelope = {
    ...{ position, eventId, recordedAt, actor, reconstructed: ingestedAt !== null },
    ...(by !== undefined && { redactedAt: by }),
  };
  const kept: unknown = JSON.parse(event.payload);
  const isDevelopment = ![REGISTERED, AMENDED, RETRACTED, RULED, REDACTION].includes(event.kind);
  const data = by === undefined || isDevelopment ? kept : standIn(kept as Skeleton, by);
  if (event.kind === REGISTERED) return { ...envelope, type: 'registered', header: data as PolicyHeader };
  if (event.kind === AMENDED) return { ...envelope, type: 'amended', changes: data as Amended['changes'] };
  if (event.kind === RETRACTED) return { ...envelope, type: 'retraction', data: data as RetractionData };
  if (event.kind === RULED) return { ...envelope, type: 'ruling', data: data as RulingData };
  if (event.kind === REDACTION) return { ...envelope, type: 'redaction', data: data as RedactionData };
  const kind = kindNamed(event.kind);
  if (!kind)
    throw new UnknownEvent(
      `event ${eventId} at position ${position} is of kind ${event.kind}, which is not known`,
    );
  if (by !== undefined)
    return {
      ...envelope,
      ...{ type: 'development', kind: event.kind },
      ...standInDevelopment(event.kind, kept as DevelopmentSkeleton, by),
    };
  const development = data as DevelopmentData;
  const effects = kind.effects(development.payload, event.schemaVersion);
  // Written out, because there are many of them: see `assignment`.
  return {
    position,
    eventId,
    recordedAt,
    actor,
    reconstructed: ingestedAt !== null,
    type: 'development',
    kind: event.kind,
    data: development,
    effects,
  };
}

/** The stored form of an event, without its envelope; `decodeEvent` reads it. */
interface EncodedEvent {
  kind: string;
  /** From 1. */
  schemaVersion: number;
  data: object;
}

/** Schema version of the events that are not developments. */
const PLAIN_SCHEMA = 1;

/** @throws Error for a development of an unknown kind */
export function encodeEvent(event: PolicyEvent): EncodedEvent {
  switch (event.type) {
    case 'registered':
      return { kind: REGISTERED, schemaVersion: PLAIN_SCHEMA, data: event.header };
    case 'amended':
      return { kind: AMENDED, schemaVersion: PLAIN_SCHEMA, data: event.changes };
    case 'retraction':
      return { kind: RETRACTED, schemaVersion: PLAIN_SCHEMA, data: event.data };
    case 'ruling':
      return { kind: RULED, schemaVersion: PLAIN_SCHEMA, data: event.data };
    case 'redaction':
      return { kind: REDACTION, schemaVersion: PLAIN_SCHEMA, data: event.data };
    case 'development': {
      const kind = kindNamed(event.kind);
      if (!kind) throw new Error(`${event.kind} is no kind of development`);
      return { kind: kind.kind, schemaVersion: kind.schemaVersion, data: event.data };
    }
  }
}
