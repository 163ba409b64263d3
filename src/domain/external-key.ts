const PREFIX = 'external:';

/** The idempotency key under which the log remembers an external id: it belongs to one event for ever, log-wide. */
export const externalKey = (externalId: string): string => PREFIX + externalId;

/** The external id of such a key; undefined for a key of another sort. */
export const externalIdOfKey = (key: string): string | undefined =>
  key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
