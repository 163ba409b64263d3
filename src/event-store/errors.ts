/** More appends are waiting than the log takes in; nothing of this one was written. Try again in a moment. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/**
 * The database could not be reached, or the connection was cut under way. Whether the append was written is not known; repeating it
 * with the same event ids or idempotency key is safe and tells.
 */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

/** A backfill is the only writer at present; nothing of this was written. Try again in a moment. */
export class WritesPaused extends Error {
  override readonly name = 'WritesPaused';
}
