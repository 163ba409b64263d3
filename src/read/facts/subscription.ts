import type pg from 'pg';
import type { AppendNotifications } from '../../event-store/append-notifications.js';
import { Subscription } from '../../event-store/subscribe.js';
import { FactsProjector } from './projector.js';

/** The name of the subscription that keeps the facts tables; its row tells how far they are. */
export const FACTS = 'facts';

/** The projection of the log into the facts tables, to be started and stopped by whoever makes it. */
export function factsSubscription(
  sources: { write: pg.Pool; read: pg.Pool; notifications: AppendNotifications },
  onError: (error: unknown) => void,
): Subscription {
  const projector = new FactsProjector();
  return new Subscription(sources, {
    name: FACTS,
    handle: (events, tx) => projector.handle(events, tx),
    onError,
  });
}
