import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { LogReader } from '../../src/event-store/read.js';
import type { Tally } from '../../src/write/import/import-report.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { importText } from '../support/import-text.js';
import { startedParts } from '../support/started-parts.js';
import { DIET_IS_HERE, dietFile, dietTruth, shuffled, textOf, type Truth } from './diet.js';
import { byFacts, byLiveFold } from './diet-answers.js';

if (!DIET_IS_HERE)
  process.stdout.write(
    '../shared/data/diet is not here: the test with the timelines of the Diet is left out\n',
  );

/** On a machine with much other work these take minutes. */
const WAIT_MS = 900_000;

/** Imports the file into a database and waits until its facts are projected. */
async function load(database: TestDatabase, file: Buffer | string): Promise<Tally> {
  const { tally, rejects } = await importText(database.writePool, file);
  expect(rejects).toEqual([]);
  const { facts, reader, stop } = startedParts(database, (error) => {
    throw error as Error;
  });
  const { position } = await reader.head();
  expect(await facts.checkpoint.waitFor(position, WAIT_MS)).toBe('reached');
  await stop();
  return tally;
}

const differences = (found: readonly Truth[], truth: readonly Truth[]): string[] => {
  const expected = new Set(truth.map(textOf));
  return found.map(textOf).filter((text) => !expected.has(text));
};

(DIET_IS_HERE ? describe : describe.skip)('The bills of the Diet, as each day knew them', () => {
  let database: TestDatabase;
  let tally: Tally;
  const truth = DIET_IS_HERE ? dietTruth() : [];
  beforeAll(async () => {
    database = await createTestDatabase();
    tally = await load(database, dietFile());
  }, WAIT_MS);
  afterAll(() => database.drop());

  it('go in whole', () => {
    expect(tally).toMatchObject({
      ...{ read: 10_109, recorded: 10_109, recordedAnew: 0, alreadyDone: 0, rejected: 0, warned: 0 },
    });
    expect(truth).toHaveLength(20_430);
  });

  it('answer as the truth does, by facts', async () => {
    expect(differences(await byFacts(database.readPool, truth), truth)).toEqual([]);
  });

  it('answer as the truth does, by live fold', async () => {
    expect(differences(await byLiveFold(database.readPool, truth), truth)).toEqual([]);
  });

  it('tell of the bill of the joint operations command what docs/importing.md says', async () => {
    const on = (day: string): Truth => ({
      policyId: 'jp-diet-213-cabinet-bill-14',
      asOf: '2024-05-10',
      knownAt: `${day}T23:59:59.999999Z`,
      status: null,
      stages: [],
    });
    const found = await byFacts(database.readPool, ['2024-04-16', '2024-04-17', '2024-05-11'].map(on));
    expect(found.map(({ status }) => status)).toEqual([
      'lower-committee-voted',
      'lower-plenary-voted',
      'upper-plenary-voted',
    ]);
  });

  it(
    'answer as the truth does after a rebuild, which finds the same',
    async () => {
      expect((await rebuildFacts(database.writePool)).same).toBe(true);
      expect(differences(await byFacts(database.readPool, truth), truth)).toEqual([]);
    },
    WAIT_MS,
  );

  it(
    'are recorded once, however often they are imported',
    async () => {
      expect(await load(database, dietFile())).toMatchObject({
        read: 10_109,
        recorded: 0,
        recordedAnew: 0,
        alreadyDone: 10_109,
        rejected: 0,
      });
      expect((await new LogReader(database.readPool).head()).position).toBe(10_109);
    },
    WAIT_MS,
  );

  it(
    'answer the same if what was recorded at one moment comes in another order',
    async () => {
      const other = await createTestDatabase();
      const file = dietFile().toString();
      const random = seeded(20_240_416);
      const mixed = shuffled(file, random);
      expect(mixed).not.toBe(file.trim());
      expect(await load(other, mixed)).toMatchObject({ recorded: 10_109, rejected: 0 });
      expect(differences(await byFacts(other.readPool, truth), truth)).toEqual([]);
      await other.drop();
    },
    WAIT_MS,
  );
});

/** Park and Miller's generator: the same numbers on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
