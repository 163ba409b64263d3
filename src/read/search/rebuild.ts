import type pg from 'pg';
import { LogReader } from '../../event-store/read.js';
import { rebuild, type Rebuildable, type RebuildReport, type RebuildWatch } from '../projections/rebuild.js';
import { SEARCH } from './subscription.js';
import { SearchProjector } from './projector.js';

/** Events read in one step. */
const PAGE = 2000;

/**
 * Rebuilds the table of texts.
 * @throws like `rebuild`
 */
export const rebuildSearch = (pool: pg.Pool, watch?: RebuildWatch): Promise<RebuildReport> =>
  rebuild(pool, TEXTS, watch);

const TEXTS: Rebuildable = {
  name: SEARCH,
  lock: 4_015_202,
  async begin(client) {
    await client.query(
      `DROP TABLE IF EXISTS read.search_next; CREATE TABLE read.search_next (LIKE read.search INCLUDING DEFAULTS);
       CREATE INDEX search_next_source ON read.search_next (source)`,
    );
    const projector = new SearchProjector('read.search_next');
    return {
      async fill(upTo, { onProgress, signal }) {
        const log = new LogReader(client);
        for (let done = 0; done < upTo;) {
          signal?.throwIfAborted();
          const events = (await log.readAfter(done, PAGE)).filter(({ position }) => position <= upTo);
          await projector.handle(events, client);
          done = events.at(-1)?.position ?? upTo;
          onProgress?.({ done, total: upTo });
        }
        await client.query(
          'CREATE INDEX search_next_tokens ON read.search_next USING gin (tokens); ANALYZE read.search_next',
        );
      },
      handle: (events, tx) => projector.handle(events, tx),
      async swap(tx) {
        await tx.query(
          `DROP TABLE read.search; ALTER TABLE read.search_next RENAME TO search;
           ALTER INDEX read.search_next_source RENAME TO search_source; ALTER INDEX read.search_next_tokens RENAME TO search_tokens`,
        );
      },
    };
  },
};
