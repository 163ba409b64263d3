import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Append, BackfillRefusal, BackfillResult, Recorded } from './event.js';
import { rowsUnless } from '../database/rows-unless.js';
import { isPlainText, isStorable } from './canonical.js';

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

const sqlWith = (
  item: string,
): string => `SELECT ${item}, outcome, detail, event_id AS "eventId", position, version, recorded_at AS "recordedAt"
  FROM log.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, string_to_array($14, E'\\n'), $15, $16, $17)`;

const SQL = sqlWith('item');

/**
 * The same, but an outcome other than `done` fails the statement, by a cast of its name to a number: then nothing is appended. The
 * lock is held no longer than that statement.
 */
const ALL_OR_NONE = sqlWith(`CASE outcome WHEN 'done' THEN item ELSE outcome::integer END AS item`);
/** SQLSTATE invalid_text_representation: of that cast. */
const NOT_ALL = '22P02';

export const SALT_BYTES = 16;
/**
 * Separates payloads. Canonical JSON holds a newline only as an escape (see checkAppend), and an array literal would have to
 * escape each of the many quotes.
 */
const BETWEEN = '\n';

/** Marks the call as a backfill; `after` is the last instant of the previous call of the same import, null for the first call. */
interface Backfill {
  after: string | null;
}

/** One call of `log.append` in one transaction. The results are in the order of the appends. */
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
  return resultsOf(rows);
}

/**
 * The same for appends that are done all or none.
 * @returns null if one of them cannot be appended: none was
 */
export async function callAllOrNone(
  db: pg.Pool,
  appends: readonly Append[],
): Promise<BackfillResult[] | null> {
  const values = [...columns(appends), false, null];
  const query = { name: 'log-append-all-or-none', text: ALL_OR_NONE, values };
  const rows = await rowsUnless<AppendRow>(NOT_ALL, db, query);
  return rows && resultsOf(rows);
}

/** The flat arrays that `log.append` takes, in the order of its parameters. */
function columns(appends: readonly Append[]): unknown[] {
  const keys = appends.flatMap((append) => append.keys ?? []);
  const events = appends.flatMap((append) => append.events);
  return [
    appends.map(({ stream }) => stream),
    plainArray(appends.map(({ expected }) => expected)),
    appends.map(({ actor }) => actor),
    appends.map(({ correlationId }) => correlationId),
    appends.map(({ causationId }) => causationId),
    appends.map(({ recordedAt }) => recordedAt),
    plainArray(appends.map((append) => append.keys?.length ?? 0)),
    keys.map(({ key }) => key),
    keys.map(({ digest }) => digest),
    plainArray(appends.map((append) => append.events.length)),
    events.map(({ eventId }) => eventId),
    events.map(({ kind }) => kind),
    plainArray(events.map(({ schemaVersion }) => schemaVersion)),
    events.map(({ payload }) => payload).join(BETWEEN),
    plainArray(salts(events.length)),
  ];
}

/** An array literal of texts that need no escape. */
const plainArray = (texts: readonly (string | number)[]): string => `{${texts.join(',')}}`;

/** Random salts as elements of a bytea[]. */
function salts(count: number): string[] {
  const digits = randomBytes(count * SALT_BYTES).toString('hex');
  return Array.from(
    { length: count },
    (_, i) => `\\\\x${digits.slice(2 * SALT_BYTES * i, 2 * SALT_BYTES * (i + 1))}`,
  );
}

function resultsOf(rows: readonly AppendRow[]): BackfillResult[] {
  const results: BackfillResult[] = [];
  for (const row of rows) {
    const earlier = results[row.item];
    if (earlier && 'recorded' in earlier) earlier.recorded.push(recorded(row));
    else results[row.item] = result(row);
  }
  return results;
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

/**
 * Checks the form of an append; versions and keys are checked by the log. It runs before the append is batched, because one
 * append that PostgreSQL refuses would make the whole batch be sent again one by one.
 *
 * @throws RangeError that names the mistake
 */
export function checkAppend({
  stream,
  events,
  keys = [],
  expected,
  actor,
  correlationId,
  causationId,
}: Append): void {
  const refuse = (reason: string): never => {
    throw new RangeError(`This append is not valid: ${reason}.`);
  };
  if (stream === '') refuse('the stream has no name');
  if (events.length === 0) refuse('it has no events');
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0))
    refuse('the expected version is not a whole number from 0');
  if (new Set(events.map(({ eventId }) => eventId.toLowerCase())).size < events.length)
    refuse('an event id is repeated');
  if (new Set(keys.map(({ key }) => key)).size < keys.length) refuse('a key is repeated');
  const texts = [
    stream,
    actor,
    correlationId,
    causationId,
    ...keys.map(({ key }) => key),
    ...events.map(({ kind }) => kind),
  ];
  if (texts.some((text) => text !== undefined && !isPlainText(text)))
    refuse('a text holds NUL or a lone surrogate');
  if (events.some(({ payload }) => payload === '' || payload.includes('\n')))
    refuse('a payload is not canonical JSON');
  if (events.some(({ payload }) => !isStorable(payload))) refuse('a payload holds NUL or a lone surrogate');
}
