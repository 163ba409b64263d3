import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UNCERTAIN, type Uncertain } from '../../src/domain/field-entry.js';
import { DomainProblem } from '../../src/domain/problem.js';
import { permalink } from '../../src/domain/basis.js';
import { rowsOn, statePieces, stateText } from '../../src/domain/state.js';
import { LogReader } from '../../src/event-store/read.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { foldLive } from '../../src/read/live-fold.js';
import type { ReadSide } from '../../src/read/read-side.js';
import { PolicyWriter } from '../../src/write/policy-writer.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startedParts } from '../support/started-parts.js';
import { plusMicroseconds } from '../support/instants.js';
import { enough, propertyOptions } from '../support/property-options.js';
import { acts, REFUSALS, requestOf, someDay, type Act } from '../support/random-history.js';

const BY = { actor: 'test', correlationId: 'test' };

let database: TestDatabase;
let stop: () => Promise<void>;
let read: ReadSide;
let perform: (policyId: string, act: Act, recorded: string[]) => Promise<void>;
let register: (policyId: string) => Promise<unknown>;
const failures: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const parts = startedParts(database, (error) => failures.push(error));
  ({ read, stop } = parts);
  const policies = new PolicyWriter(parts.log, parts.reader);
  register = (id) =>
    policies.write(
      {
        register: {
          id,
          title: 'A policy',
          jurisdiction: ['JP', 'US'],
          area: 'tests',
          timeZone: 'Asia/Tokyo',
        },
      },
      BY,
    );
  perform = async (policyId, act, recorded) => {
    const request = requestOf(act, recorded, policyId);
    if (!request) return;
    try {
      const { eventId } = await policies.write(request, BY);
      if (act.act !== 'amend' && act.act !== 'retract') recorded.push(eventId);
    } catch (error) {
      if (!(error instanceof DomainProblem && REFUSALS.includes(error.slug))) throw error;
    }
  };
});
afterAll(async () => {
  await stop();
  await database.drop();
});

/** A question with its first answer. */
interface Asked {
  policyId: string;
  asOf: string;
  knownAt: string;
  uncertain: Uncertain;
  body: string;
}

const answer = async ({ policyId, asOf, knownAt, uncertain }: Omit<Asked, 'body'>): Promise<string> =>
  (await read.state.answer(policyId, { asOf, knownAt, uncertain })).body;

async function liveAnswer({ policyId, asOf, knownAt, uncertain }: Omit<Asked, 'body'>): Promise<string> {
  const known = await read.known.resolve({ knownAt });
  const timeline = await foldLive(database.readPool, policyId, known.position);
  const basis = { ...known, asOf, uncertain, publishedBy: null };
  const pieces = statePieces(rowsOn(policyId, timeline, asOf, uncertain), asOf);
  return stateText(pieces, basis, permalink(`/v1/policies/${policyId}`, basis));
}

describe('one answer, however it is made', () => {
  const asked: Asked[] = [];
  let policies = 0;

  it('facts and live fold give the same bytes, at every recorded instant and a microsecond beside it', async () => {
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.array(fc.tuple(someDay, fc.constantFrom(...UNCERTAIN)), { minLength: 4, maxLength: 4 }),
        async (history, questions) => {
          const policyId = `p${(policies += 1)}`;
          const recorded: string[] = [];
          await register(policyId);
          for (const act of history) await perform(policyId, act, recorded);
          const events = await new LogReader(database.readPool).readStream(`policy:${policyId}`);
          const instants = events.flatMap(({ recordedAt }, i) => [
            recordedAt,
            plusMicroseconds(recordedAt, 1),
            ...(i > 0 ? [plusMicroseconds(recordedAt, -1)] : []),
          ]);
          for (const knownAt of instants)
            for (const [asOf, uncertain] of questions) {
              const question = { policyId, asOf, knownAt, uncertain };
              const body = await answer(question);
              expect(body).toBe(await liveAnswer(question));
              expect(() => JSON.parse(body) as unknown).not.toThrow();
              const { basis } = JSON.parse(body) as { basis: { knownThrough?: string } };
              if (basis.knownThrough === undefined) asked.push({ ...question, body });
            }
        },
      ),
      { ...propertyOptions(40), endOnFailure: true },
    );
    expect(failures).toEqual([]);
    expect(asked.length).toBeGreaterThan(enough(500));
  }, 300_000);

  it('a pinned answer gives the same bytes after all that was recorded since', async () => {
    for (const question of sample(asked)) expect(await answer(question)).toBe(question.body);
  });

  it('and after a rebuild, which finds the same facts, while others write', async () => {
    const rebuilt = new AbortController();
    const writer = (async () => {
      for (let n = 0; !rebuilt.signal.aborted; n += 1)
        await perform(
          `p${1 + (n % policies)}`,
          {
            act: 'record',
            body: { kind: 'verified', effective: '2024-01-10', payload: {}, sources: [{ title: `n ${n}` }] },
          },
          [],
        );
    })();
    const report = await rebuildFacts(database.writePool, {}, { shares: 3 }).finally(() => {
      rebuilt.abort();
    });
    await writer;
    expect(report.same).toBe(true);
    for (const question of sample(asked)) expect(await answer(question)).toBe(question.body);
    const { rows } = await database.readPool.query<{ overlaps: number }>(OVERLAPS);
    expect(rows[0]?.overlaps).toBe(0);
  }, 120_000);

  it('a rebuild repairs facts that were damaged, and says that it found others', async () => {
    await read.known.resolve({});
    await database.writePool.query(
      `UPDATE read.facts SET value = '"damaged"' WHERE path = 'status' AND value IS NOT NULL`,
    );
    expect((await rebuildFacts(database.writePool)).same).toBe(false);
    for (const question of sample(asked)) expect(await answer(question)).toBe(question.body);
  }, 120_000);
});

const sample = (asked: readonly Asked[]): Asked[] =>
  asked.filter((_, i) => i % Math.ceil(asked.length / 400) === 0);

/** Steps of one field that overlap on both axes: there must be none. */
const OVERLAPS = `
  WITH f AS (SELECT row_number() OVER () AS n, * FROM read.facts)
  SELECT count(*) AS overlaps FROM f AS a JOIN f AS b
    ON a.policy_no = b.policy_no AND a.path = b.path AND a.n < b.n
   AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to AND a.known_from < b.known_to AND b.known_from < a.known_to`;
