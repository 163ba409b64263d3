import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RUN } from '../../src/read/facts/count-subjects.js';
import { sealCounts, sealedBy } from '../../src/read/facts/seal-counts.js';
import { createStaged, sealStaged, StagedCounts } from '../../src/read/facts/staged-counts.js';
import type { CountDelta } from '../../src/read/facts/tables.js';
import { summaryStatement, type CountRow } from '../../src/read/summary/summary-sql.js';
import { inTransaction } from '../../src/database/transaction.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { propertyOptions } from '../support/property-options.js';

/** Further than two running totals. */
const HEAD = 2 * RUN + 3000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  // Some status of some policy begins or ends on some day, more often than not; one in nine is read otherwise than flagged.
  await database.writePool.query(
    `CREATE TABLE public.changes AS SELECT position AS known_from, 'status' AS subject, CASE WHEN n % 9 = 0 THEN 'include' ELSE 'flag' END AS reading,
       CASE WHEN n % 50 = 0 THEN '-infinity' ELSE date '2019-12-20' + n % 400 END AS day, '"' || n % 7 || '"' AS value,
       CASE WHEN n % 3 = 0 THEN -1 ELSE 1 END AS delta
     FROM (SELECT position, abs(hashint8(position * 2 + twice)) AS n
       FROM generate_series(1, $1::bigint) AS position, generate_series(0, 1) AS twice) AS drawn
     WHERE n % 5 > 0`,
    [HEAD],
  );
  await database.writePool.query('CREATE INDEX ON public.changes (known_from)');
}, 60_000);
afterAll(() => database.drop());

/** Computes the sums again, batch by batch as a projection: what it need not write is only handed over. */
async function projectAll(batch: number): Promise<void> {
  await inTransaction(database.writePool, async (tx) => {
    await tx.query('DELETE FROM read.count_sums; DELETE FROM read.count_deltas');
    for (let first = 1; first <= HEAD; first += batch) {
      const last = Math.min(first + batch - 1, HEAD);
      await tx.query(
        'INSERT INTO read.count_deltas SELECT * FROM public.changes WHERE known_from BETWEEN $1 AND $2',
        [Math.max(first, sealedBy(last)), last],
      );
      const { rows } = await tx.query<CountDelta>(
        `SELECT known_from AS "knownFrom", subject, reading, day::text, value, delta FROM public.changes
         WHERE known_from >= $1 AND known_from < $2`,
        [first, sealedBy(last)],
      );
      await sealCounts(tx, '', first, last, rows);
    }
  });
}

/** The same as a rebuild, whose shares have the changes in the order of policies, and number what is counted each by itself. */
async function stageAll(): Promise<void> {
  await inTransaction(database.writePool, async (tx) => {
    await tx.query('DELETE FROM read.count_sums; DELETE FROM read.count_deltas');
    const { rows } = await tx.query<CountDelta>(
      `SELECT known_from AS "knownFrom", subject, reading, day::text, value, delta FROM public.changes ORDER BY md5(known_from::text)`,
    );
    await createStaged(tx, '');
    const shares = [new StagedCounts('', 0), new StagedCounts('', 1)];
    for (let i = 0; i < rows.length; i += 10_000)
      await shares[(i / 10_000) % 2]?.write(tx, rows.slice(i, i + 10_000));
    const series = shares.flatMap((share) => share.series());
    const free = Promise.resolve();
    await sealStaged(tx, { session: tx, free }, '', series, HEAD);
  });
}

/** The same as the tables of a day of publication, which are filled in before they are sealed, some positions at a time. */
async function fillAll(step: number): Promise<void> {
  await inTransaction(database.writePool, async (tx) => {
    await tx.query('DELETE FROM read.count_sums; DELETE FROM read.count_deltas');
    await tx.query('INSERT INTO read.count_deltas SELECT * FROM public.changes');
    for (let first = 0; first <= HEAD; first += step)
      await sealCounts(tx, '', first, Math.min(first + step - 1, HEAD));
  });
}

const COUNTED_ONE_BY_ONE = `SELECT subject, value, sum(delta)::bigint AS count FROM public.changes
  WHERE known_from <= $1 AND day <= $2 AND reading = ANY ($3) GROUP BY subject, value HAVING sum(delta) <> 0 ORDER BY subject, value`;

describe('counts of a long log', () => {
  it.each([
    ['sealed 7 positions at once', () => projectAll(7)],
    ['sealed 500 positions at once', () => projectAll(500)],
    ['sealed 40,000 at once', () => projectAll(40_000)],
    ['staged', stageAll],
    ['written first', () => fillAll(HEAD + 1)],
    ['written first, sealed 32,768 positions at once', () => fillAll(RUN)],
  ])(
    'are those of its changes counted one by one (%s)',
    async (_, count) => {
      await count();
      const position = fc.oneof(
        fc.integer({ min: 0, max: HEAD }),
        fc
          .tuple(fc.constantFrom(RUN, 2 * RUN), fc.integer({ min: -2, max: 2 }))
          .map(([run, beside]) => run + beside),
      );
      const day = fc
        .integer({ min: 0, max: 420 })
        .map((n) => new Date(Date.UTC(2019, 11, 10 + n)).toISOString().slice(0, 10));
      await fc.assert(
        fc.asyncProperty(
          position,
          day,
          fc.constantFrom('flag', 'include'),
          async (known, asOf, uncertain) => {
            const { rows } = await database.readPool.query<CountRow>(
              summaryStatement(['status'], asOf, known, uncertain),
            );
            const readings = [...new Set(['flag', uncertain])];
            const { rows: expected } = await database.readPool.query(COUNTED_ONE_BY_ONE, [
              known,
              asOf,
              readings,
            ]);
            expect(rows).toEqual(expected);
          },
        ),
        propertyOptions(40),
      );
      const { rows } = await database.readPool.query(
        'SELECT count(*)::integer AS kept FROM read.count_deltas WHERE known_from < $1',
        [sealedBy(HEAD)],
      );
      expect(rows).toEqual([{ kept: 0 }]);
    },
    60_000,
  );
});
