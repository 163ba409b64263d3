import type { StoredEvent } from '../../event-store/event.js';
import { policyOf } from '../../domain/stream.js';

/**
 * An event of the log as a CloudEvent (CloudEvents 1.0, JSON format), with its data as recorded, byte for byte. `recordedtime`,
 * `position` and `version` are extension attributes; `source` is relative, so that a body contains no host.
 */
export function cloudEventText(event: StoredEvent): string {
  const attributes = {
    specversion: '1.0',
    id: event.eventId,
    source: `/v1/policies/${policyOf(event.stream)}`,
    type: event.kind,
    subject: policyOf(event.stream),
    time: event.recordedAt,
    recordedtime: event.recordedAt,
    ...(event.ingestedAt !== null && { ingestedtime: event.ingestedAt }),
    position: event.position,
    version: event.version,
    schemaversion: event.schemaVersion,
    actor: event.actor,
    datacontenttype: 'application/json',
  };
  return `${JSON.stringify(attributes).slice(0, -1)},"data":${event.redactedAt == null ? event.payload : 'null'}}`;
}
