import type pg from 'pg';
import type { AppendNotifications } from '../../event-store/append-notifications.js';
import { Subscription } from '../../event-store/subscribe.js';
import { BLOCK } from './count-subjects.js';
import { FactsProjector } from './projector.js';

/** The name of the subscription that maintains the facts tables; its row holds their checkpoint. */
export const FACTS = 'facts';

/**
 * Events of one transaction, if so many wait: several parts, so that most are folded while others are written. Whole blocks, whose
 * changes of counts then need not be written one by one before they are sealed.
 */
const BATCH = 3 * BLOCK;

/** The projection of the log into the facts tables; the caller starts and stops it. */
export function factsSubscription(
  sources: { write: pg.Pool; read: pg.Pool; notifications: AppendNotifications },
  onError: (error: unknown) => void,
): Subscription {
  const projector = new FactsProjector();
  return new Subscription(sources, {
    name: FACTS,
    batchSize: BATCH,
    alignedTo: BLOCK,
    handle: (events, tx) => projector.handle(events, tx),
    onError,
  });
}
