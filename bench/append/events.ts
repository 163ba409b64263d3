import { uuidv7 } from 'uuidv7';
import { canonicalText } from '../../src/event-store/canonical.js';
import type { Append } from '../../src/event-store/event.js';

const PAYLOAD_BYTES = 470;
/** Streams that a caller writes to in turn. */
const STREAMS = 100;

/** 470 bytes that look like a development. */
const PAYLOAD = (() => {
  const body = (note: string) =>
    canonicalText({
      assertion: 'confirmed',
      effective: {
        begin: { earliest: '2024-07-28', latest: '2024-07-28' },
        earliest: '2024-07-28',
        end: null,
        latest: null,
        questionable: false,
        text: '2024-07-28',
      },
      note,
      payload: { item: 'pac-3', quantity: 30, recipient: 'US' },
      sources: [{ publisher: 'Ministry of Defence', title: 'Transfer of finished equipment' }],
    });
  return body('x'.repeat(PAYLOAD_BYTES - body('').length));
})();

/**
 * Single-event appends, each with the exact expected version: every append is checked, and none conflicts, because each caller
 * has streams of its own.
 */
export class Appends {
  private readonly made = new Map<number, number>();

  /** @param name distinguishes the streams of this run from those of others */
  constructor(private readonly name: string) {}

  next(caller: number): Append & { expected: number } {
    const count = this.made.get(caller) ?? 0;
    this.made.set(caller, count + 1);
    return {
      stream: `${this.name}-${caller}-${count % STREAMS}`,
      expected: Math.floor(count / STREAMS),
      events: [{ eventId: uuidv7(), kind: 'transfer-approved', schemaVersion: 1, payload: PAYLOAD }],
      actor: 'key:bench',
      correlationId: 'bench',
    };
  }
}
