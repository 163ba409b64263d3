import type pg from 'pg';
import type { AppendNotifications } from '../../event-store/append-notifications.js';
import { Subscription } from '../../event-store/subscribe.js';
import { SearchProjector } from './projector.js';

/**
 * The projection of the log into the table of texts. It is separate from the facts, because an index of words costs as much as
 * all the rest of them, and only searches need to wait for it.
 */
export function searchSubscription(
  sources: { write: pg.Pool; read: pg.Pool; notifications: AppendNotifications },
  onError: (error: unknown) => void,
): Subscription {
  const projector = new SearchProjector();
  return new Subscription(sources, {
    name: SEARCH,
    handle: (events, tx) => projector.handle(events, tx),
    onError,
  });
}

/** The name of the subscription that maintains the searchable texts; its row holds their checkpoint. */
export const SEARCH = 'search';
