import { kindNamed } from './kinds/index.js';
import { AMENDED, REDACTION, REGISTERED, RETRACTED, RULED, type PolicyEvent } from './policy-event.js';

/** The stored form of an event, without its envelope; `decodeEvent` reads it. */
export interface EncodedEvent {
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
