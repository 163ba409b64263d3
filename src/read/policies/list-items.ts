import { LRUCache } from 'lru-cache';
import { listItemText } from '../../domain/state.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';
import type { ReadTables } from '../read-tables.js';
import type { ListPage } from './list-query.js';
import { placesStatement, policiesAt, policiesOf, type Place } from './policies-at.js';

/** A policy of a page, ready to be sent. */
export interface ListItem {
  policyId: string;
  /** The sort key of the policy. */
  key: string;
  /** JSON. */
  text: string;
  reconstructed: boolean;
}

/** Default size of the cache, in characters; an item has some thousand. */
const REMEMBERED_CHARACTERS = 24 * 1024 * 1024;

/**
 * The items of lists. An item is the same as long as its policy keeps its version, on one day in one reading, so a page whose
 * items are remembered asks the database only which policies it has, and their versions. They are asked each time: a remembered
 * item is never older than the answer.
 */
export class ListItems {
  private readonly remembered: LRUCache<string, Pick<ListItem, 'text' | 'reconstructed'>> | null;

  /** @param remembered size of the cache, in characters; 0: no cache */
  constructor(
    private readonly tables: ReadTables,
    remembered = REMEMBERED_CHARACTERS,
  ) {
    this.remembered =
      remembered === 0
        ? null
        : new LRUCache({
            maxSize: remembered,
            sizeCalculation: ({ text }, key) => key.length + text.length,
          });
  }

  /** Forgets all that was remembered. */
  forget(): void {
    this.remembered?.clear();
  }

  /** The next items of a list after `page.after`, at most `count`, in its order. */
  async page(page: ListPage, count: number): Promise<ListItem[]> {
    // What was public has versions of its own, which follow the log later.
    if (!this.remembered || page.publishedBy) return this.computed(page, count);
    const places = await this.tables.query<Place>(page, placesStatement(page, count));
    const keyOf = keysOf(page);
    const known = new Map(places.map((place) => [place, this.remembered?.get(keyOf(place))]));
    const missing = places.filter((place) => !known.get(place));
    const computed = new Map(
      await mapYielding(
        missing.length === 0 ? [] : await policiesOf(this.tables, page, missing),
        (policy) => [policy.policyId, { policy, text: textOf(page)(policy) }] as const,
      ),
    );
    return places.map((place) => {
      const { policyId, key } = place;
      const { text, reconstructed } = known.get(place) ?? this.made(place, computed.get(policyId), keyOf);
      return { policyId, key, text, reconstructed };
    });
  }

  private made(
    place: Place,
    computed: { policy: { version: number; reconstructed: boolean }; text: string } | undefined,
    keyOf: (place: Place) => string,
  ): Pick<ListItem, 'text' | 'reconstructed'> {
    if (!computed) throw new Error(`${place.policyId} was there a moment ago`);
    const { policy, text } = computed;
    const item = { text, reconstructed: policy.reconstructed };
    if (policy.version === place.version) this.remembered?.set(keyOf(place), item);
    return item;
  }

  private async computed(page: ListPage, count: number): Promise<ListItem[]> {
    const policies = await policiesAt(this.tables, page, count);
    return mapYielding(policies, (policy) => ({
      policyId: policy.policyId,
      key: policy.key,
      text: textOf(page)(policy),
      reconstructed: policy.reconstructed,
    }));
  }
}

const textOf =
  ({ asOf, fields, expected = true }: ListPage) =>
  (policy: Parameters<typeof listItemText>[0]): string =>
    listItemText(policy, asOf, fields, expected);

function keysOf({ asOf, uncertain, fields, expected = true }: ListPage): (place: Place) => string {
  const shown = [asOf, uncertain, String(fields), expected].join(' ');
  return ({ policyId, version, generation }) => [policyId, version, generation, shown].join(' ');
}
