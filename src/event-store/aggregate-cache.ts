import { LRUCache } from 'lru-cache';

/**
 * What was folded from streams, remembered as long as there is room; the least recently used goes first. Bounded by the events
 * of all of them together, since what is folded grows with each.
 */
export class AggregateCache<Folded extends object> {
  private readonly cache: LRUCache<string, Folded>;

  /**
   * @param maxEvents how many events the remembered streams may have together
   * @param versionOf how many events were folded into one
   */
  constructor(
    maxEvents: number,
    private readonly versionOf: (folded: Folded) => number,
  ) {
    this.cache = new LRUCache({ maxSize: maxEvents });
  }

  get(stream: string): Folded | undefined {
    return this.cache.get(stream);
  }

  /** To be called again whenever more was folded into it. */
  remember(stream: string, folded: Folded): void {
    // The cache does not ask for the size of a value again that it has already: it would take one that grew for as small as ever.
    this.cache.delete(stream);
    this.cache.set(stream, folded, { size: Math.max(1, this.versionOf(folded)) });
  }

  forget(stream: string): void {
    this.cache.delete(stream);
  }

  forgetAll(): void {
    this.cache.clear();
  }
}
