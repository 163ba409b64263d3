import { RULED, type Retraction, type Ruling } from './policy-event.js';

/** A ruling as shown in answers. @param withdrawnBy its retraction, if known at the basis */
export function rulingItem(
  { eventId, position, recordedAt, reconstructed, redactedAt, data }: Ruling,
  withdrawnBy: Retraction | null,
) {
  const { prefer, over, reject, reason, sources, published, externalId } = data;
  return {
    eventId,
    position,
    kind: RULED,
    ...(published && { published: published.text }),
    recordedAt,
    ...(reconstructed && { reconstructed }),
    ...(redactedAt !== undefined && { redacted: true, redactedAt }),
    ...(prefer && { prefer }),
    ...(over && { over }),
    ...(reject && { reject }),
    reason,
    ...(sources && { sources }),
    ...(withdrawnBy && { supersededBy: withdrawnBy.eventId }),
    ...(externalId !== undefined && { externalId }),
  };
}
