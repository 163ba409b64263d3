import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Scenario } from './scenario.js';
import { kill } from './scenarios/kill.js';
import { shortNetwork } from './scenarios/network.js';

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));

/** The figures are in the output of the long form: npm run test:faults. */
async function expectKept(scenario: Scenario, rounds: number): Promise<void> {
  const { failures } = await scenario({ rounds, seed, say: () => undefined });
  expect(failures).toEqual([]);
}

describe(`Nothing that was acknowledged is lost, doubled, torn or skipped (SEED=${seed})`, () => {
  it('after kill -9 of the service and of PostgreSQL under 16 writers', () => expectKept(kill, 1));
  it('after connections that break in an append, and a PostgreSQL that stands still', () =>
    expectKept(shortNetwork, 1));
});
