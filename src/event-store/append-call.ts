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
  FROM log.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`;

const SALT_BYTES = 16;

/** Says that the call is a backfill; `after` is the last instant given in the same import before, null at its start. */
export interface Backfill {
  after: string | null;
}

/** One call of `log.append`, one transaction: the answers are in the order of the appends. */
export async function callAppend(
  db: pg.Pool | pg.ClientBase,
  appends: readonly Append[],
  backfill: Backfill | null,
): Promise<BackfillResult[]> {
  const { rows } = await db.query<AppendRow>({
    name: 'log-append',
    text: SQL,
    values: [...columns(appends), backfill !== null, backfill?.after ?? null],
  });
  const results: BackfillResult[] = [];
  for (const row of rows) {
    const earlier = results[row.item];
    if (earlier && 'recorded' in earlier) earlier.recorded.push(recorded(row));
    else results[row.item] = result(row);
  }
  return results;
}

/** The flat arrays that `log.append` takes, in the order of its parameters. */
function columns(appends: readonly Append[]): unknown[][] {
  const keys = appends.flatMap((append) => append.keys ?? []);
  const events = appends.flatMap((append) => append.events);
  return [
    appends.map(({ stream }) => stream),
    appends.map(({ expected }) => String(expected)),
    appends.map(({ actor }) => actor),
    appends.map(({ correlationId }) => correlationId),
    appends.map(({ causationId }) => causationId),
    appends.map(({ recordedAt }) => recordedAt),
    appends.map((append) => append.keys?.length ?? 0),
    keys.map(({ key }) => key),
    keys.map(({ digest }) => digest),
    appends.map((append) => append.events.length),
    events.map(({ eventId }) => eventId),
    events.map(({ kind }) => kind),
    events.map(({ schemaVersion }) => schemaVersion),
    events.map(({ payload }) => payload),
    events.map(() => randomBytes(SALT_BYTES)),
  ];
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
