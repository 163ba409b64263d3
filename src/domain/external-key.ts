const PREFIX = 'external:';

/** The idempotency key for an external id: over the whole log it belongs to one event only. */
export const externalKey = (externalId: string): string => PREFIX + externalId;

/** The external id of such a key; undefined for any other key. */
export const externalIdOfKey = (key: string): string | undefined =>
  key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
