import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { RUN } from '../../src/read/facts/count-subjects.js';
import { sealedBy } from '../../src/read/facts/seal-counts.js';
import { findTables } from '../../src/read/published/day-tables.js';
import { fillDay, followLog } from '../../src/read/published/fill-day.js';
import { openDay } from '../../src/read/published/open-day.js';
import type { ReadSide } from '../../src/read/read-side.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { importText } from '../support/import-text.js';
import { startedParts } from '../support/started-parts.js';

/** A log with more positions than one step seals. */
const LINES = RUN + 2000;
const LINES_A_POLICY = 400;
/** All sources were published before. */
const DAY = '2024-12-31';
const WAIT_MS = 240_000;

let database: TestDatabase;
let read: ReadSide;
let add: (lines: readonly string[]) => Promise<number>;
let stop: () => Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase();
  const parts = startedParts(database);
  ({ read, stop } = parts);
  add = async (lines) => {
    const { tally, rejects } = await importText(database.writePool, lines.join('\n'));
    expect(rejects).toEqual([]);
    expect(tally.recorded).toBe(lines.length);
    const { position } = await parts.reader.head();
    expect(await parts.facts.checkpoint.waitFor(position, WAIT_MS)).toBe('reached');
    return position;
  };
  await add(Array.from({ length: LINES }, (_, n) => line(n)));
}, WAIT_MS);
afterAll(async () => {
  await stop();
  await database.drop();
});

/**
 * The n-th line of all.
 * @param place which one of its policy: only the first and the last ones change what is counted
 */
function line(n: number, place = n % LINES_A_POLICY, id = `p-${Math.floor(n / LINES_A_POLICY)}`): string {
  const recordedAt = new Date(Date.UTC(2020, 0) + n * 1000).toISOString();
  const isStatus = place < 4 || place > LINES_A_POLICY - 4;
  const development = {
    policyId: id,
    effective: `2024-0${1 + (n % 9)}-01`,
    ...(isStatus
      ? { kind: 'status-reported', payload: { status: ['planned', 'approved', 'suspended'][n % 3] } }
      : { kind: 'verified', payload: {} }),
    sources: [{ title: `A source ${n}`, published: '2024-01-01' }],
  };
  const policy = { policy: { id, title: 'A policy', jurisdiction: 'JP', area: 'tests' } };
  return JSON.stringify({ ...(place === 0 ? policy : development), recordedAt });
}

const counts = async (publishedBy: string | undefined, position: number): Promise<string[]> => {
  const found: string[] = [];
  for (const asOf of ['2023-12-31', '2024-03-15', '2024-12-31']) {
    const query = { asOf, position, by: 'status', uncertain: 'flag' } as const;
    const { body } = await read.summary.answer({ ...query, ...(publishedBy && { publishedBy }) });
    const { items, absent } = JSON.parse(body) as Record<string, unknown>;
    found.push(JSON.stringify({ items, absent }));
  }
  return found;
};

it(
  'counts of a day of publication are sealed step by step, while the log goes on',
  async () => {
    const { writePool } = database;
    const tables = async () => {
      const found = await findTables(writePool, DAY);
      if (!found) throw new Error('the tables are gone');
      return found;
    };
    expect(await openDay(writePool, DAY)).toBe(true);
    while ((await tables()).sealedTo === 0) await fillDay(writePool, DAY, await tables());
    const half = await tables();
    expect(half).toMatchObject({ sealedTo: RUN, position: LINES });
    expect(half.filledTo).not.toBeNull();

    // A policy behind the others, one before them, and one of them.
    const registered = ['zz', 'a'].map((id, n) => line(LINES + n, 0, id));
    const reported = ['zz', 'a', 'p-3'].map((id, n) => line(LINES + registered.length + n, 1, id));
    const position = await add([...registered, ...reported]);
    while ((await tables()).position < position) await followLog(writePool, DAY, position);
    while ((await tables()).filledTo !== null) await fillDay(writePool, DAY, await tables());
    expect(await tables()).toMatchObject({ position, sealedTo: sealedBy(position) });

    for (const known of [RUN - 1, RUN, RUN + 1, LINES, position - 2, position])
      expect(await counts(DAY, known)).toEqual(await counts(undefined, known));
  },
  WAIT_MS,
);
