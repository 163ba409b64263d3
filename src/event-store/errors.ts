/** The queue of appends is full; nothing of this append was written. Try again in a moment. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/**
 * The database could not be reached, or the connection was cut. Whether the append was written is unknown. Repeating it with
 * the same event ids or idempotency key is safe and shows whether it was.
 */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

/** A backfill is the only writer for now; nothing of this append was written. Try again in a moment. */
export class WritesPaused extends Error {
  override readonly name = 'WritesPaused';
}
