import { LRUCache } from 'lru-cache';

/**
 * Least recently used cache of folded aggregates, by stream. Its size is counted in folded events over all streams, because the
 * memory of an aggregate grows with its events.
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

  /** Call it again each time more events were folded into the aggregate, so that its size is counted anew. */
  remember(stream: string, folded: Folded): void {
    // The cache keeps the size of a value that it already holds, so a grown aggregate would be counted with its old size.
    this.cache.delete(stream);
    this.cache.set(stream, folded, { size: Math.max(1, this.versionOf(folded)) });
  }

  forget(stream: string): void {
    this.cache.delete(stream);
  }

  /** Forgets those for which this is true, from the least recently used one on, until it is false of one. */
  forgetWhile(isOld: (folded: Folded) => boolean): void {
    const old: string[] = [];
    for (const stream of this.cache.rkeys()) {
      const folded = this.cache.peek(stream);
      if (folded && !isOld(folded)) break;
      old.push(stream);
    }
    for (const stream of old) this.cache.delete(stream);
  }

  forgetAll(): void {
    this.cache.clear();
  }
}
