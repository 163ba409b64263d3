import type { Day } from '../../domain/day.js';
import { decodeEvent } from '../../domain/decode-event.js';
import { publicBy } from '../../domain/development-history.js';
import type { ReadTables } from '../read-tables.js';
import { feedStatement, type FeedPage, type FeedRow } from './feed-sql.js';

/** Events read in one step, unless more are requested. */
const BATCH = 200;

/**
 * The newest events that were public by a day, because the log also holds the others. Registrations and amendments always
 * count, as in every view.
 */
export async function publicFeed(
  tables: ReadTables,
  page: FeedPage & { publishedBy: Day },
  count: number,
): Promise<FeedRow[]> {
  const isPublic = publicBy(page.publishedBy);
  const batch = Math.max(count, BATCH);
  const found: FeedRow[] = [];
  for (let before = page.before; ;) {
    const below = { ...page, ...(before !== undefined && { before }) };
    const rows = await tables.query<FeedRow>(page, feedStatement(below, batch));
    found.push(...rows.filter((row) => isPublic(decodeEvent(row))));
    const last = rows.at(-1);
    if (found.length >= count || rows.length < batch || !last) return found.slice(0, count);
    before = last.position;
  }
}
