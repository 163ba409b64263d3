import type { Json } from './json.js';
import type { Development, Retraction } from './policy-event.js';
import { isPublishedDerived } from './published.js';

/** A development as shown in answers. */
export function developmentItem(development: Development, supersededBy: Development | Retraction | null) {
  const { eventId, position, kind, recordedAt, reconstructed, redactedAt, data } = development;
  const {
    effective,
    published,
    payload,
    sources,
    assertion,
    sequence,
    note,
    corrects,
    contradicts,
    externalId,
  } = data;
  return {
    eventId,
    position,
    kind,
    effective: { text: effective.text, earliest: effective.earliest, latest: effective.latest },
    ...(published && { published: published.text }),
    ...(isPublishedDerived(data) && { publishedDerived: true }),
    recordedAt,
    ...(reconstructed && { reconstructed }),
    ...(redactedAt !== undefined && { redacted: true, redactedAt }),
    payload: payload as Json,
    sources,
    assertion,
    ...(sequence !== undefined && { sequence }),
    ...(note !== undefined && { note }),
    ...(corrects !== undefined && { corrects }),
    ...(contradicts && { contradicts: contradicts as unknown as Json }),
    ...(supersededBy && { supersededBy: supersededBy.eventId }),
    ...(externalId !== undefined && { externalId }),
  };
}

/**
 * Order of a timeline: by the earliest day (the latest, if the earliest is open), then by sequence, then by the position of the
 * development's first version.
 */
export function effectiveOrder(a: Development, b: Development): number {
  return (
    compare(dayOf(a), dayOf(b)) || (a.data.sequence ?? 0) - (b.data.sequence ?? 0) || a.position - b.position
  );
}

const dayOf = ({ data: { effective } }: Development): string => effective.earliest ?? effective.latest ?? '';
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
