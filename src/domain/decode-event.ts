import { kindNamed } from './kinds/index.js';
import {
  AMENDED,
  REGISTERED,
  RETRACTED,
  RULED,
  type Amended,
  type DevelopmentData,
  type PolicyEvent,
  type PolicyHeader,
  type RetractionData,
  type RulingData,
} from './policy-event.js';

/** The parts of a logged event that policies need. */
export interface LoggedEvent {
  position: number;
  eventId: string;
  kind: string;
  schemaVersion: number;
  payload: string;
  actor: string;
  recordedAt: string;
  ingestedAt: string | null;
}

/**
 * Decodes a logged event into a domain event.
 * @throws Error for a kind or schema version that this program does not know; a projection parks at such an event
 */
export function decodeEvent(event: LoggedEvent): PolicyEvent {
  const { position, eventId, recordedAt, actor, ingestedAt } = event;
  const envelope = { position, eventId, recordedAt, actor, reconstructed: ingestedAt !== null };
  const data: unknown = JSON.parse(event.payload);
  if (event.kind === REGISTERED) return { ...envelope, type: 'registered', header: data as PolicyHeader };
  if (event.kind === AMENDED) return { ...envelope, type: 'amended', changes: data as Amended['changes'] };
  if (event.kind === RETRACTED) return { ...envelope, type: 'retraction', data: data as RetractionData };
  if (event.kind === RULED) return { ...envelope, type: 'ruling', data: data as RulingData };
  const kind = kindNamed(event.kind);
  if (!kind)
    throw new Error(`event ${eventId} at position ${position} is of kind ${event.kind}, which is not known`);
  const development = data as DevelopmentData;
  const effects = kind.effects(development.payload, event.schemaVersion);
  return { ...envelope, type: 'development', kind: event.kind, data: development, effects };
}
