import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Append, BackfillRefusal, BackfillResult, Recorded } from './event.js';

/** One row of `log.append`; see the migration for what each outcome fills. */
interface AppendRow {
  item: number;
  outcome: 'done' | 'alreadyDone' | 'conflict' | 'refused' | 'backfillRefused';
  detail: string | null;
  eventId: string;
  position: number;
  version: number;
  recordedAt: string;
}

const SQL = `SELECT item, outcome, detail, event_id AS "eventId", position, version, recorded_at AS "recordedAt"
  FROM log.append($1, $2, $3)`;

const SALT_BYTES = 16;

/** Says that the call is a backfill; `after` is the last instant given in the same import before, null at its start. */
export interface Backfill {
  after: string | null;
}

/** One call of `log.append`, one transaction: the answers are in the order of the appends. */
export async function callAppend(
  pool: pg.Pool,
  appends: readonly Append[],
  backfill: Backfill | null,
): Promise<BackfillResult[]> {
  const { rows } = await pool.query<AppendRow>(SQL, [
    JSON.stringify(appends.map(toSql)),
    backfill !== null,
    backfill?.after ?? null,
  ]);
  const results: BackfillResult[] = [];
  for (const row of rows) {
    const earlier = results[row.item];
    if (earlier && 'recorded' in earlier) earlier.recorded.push(recorded(row));
    else results[row.item] = result(row);
  }
  return results;
}

function toSql({ expected, events, keys = [], ...rest }: Append): object {
  return {
    ...rest,
    expected: String(expected),
    keys,
    events: events.map((event) => ({ ...event, salt: randomBytes(SALT_BYTES).toString('hex') })),
  };
}

function result(row: AppendRow): BackfillResult {
  switch (row.outcome) {
    case 'done':
    case 'alreadyDone':
      return { outcome: row.outcome, recorded: [recorded(row)] };
    case 'conflict':
      return { outcome: 'conflict', actualVersion: row.version };
    case 'refused':
      return { outcome: 'refused', key: row.detail ?? '' };
    case 'backfillRefused':
      return { outcome: 'backfillRefused', reason: row.detail as BackfillRefusal };
  }
}

function recorded({ eventId, position, version, recordedAt }: AppendRow): Recorded {
  return { eventId, position, version, recordedAt };
}
