import type pg from 'pg';
import { Changes } from '../../src/read/facts/changes.js';
import { copyRows, copyInto } from '../../src/read/facts/copy-rows.js';
import { countDeltas } from '../../src/read/facts/count-deltas.js';
import type { Generation } from '../../src/read/facts/generation.js';
import { COUNT_DELTAS, type FactRow, type PolicyRow } from '../../src/read/facts/tables.js';
import { sealCounts } from '../../src/read/facts/seal-counts.js';
import { Random } from '../data/random.js';

const STATUSES = ['planned', 'approved', 'contracted', 'in-force', 'suspended', 'ended'];
/** How many versions of its status each policy has in what is known. */
const VERSIONS = 10;
const DAYS = 3650;
const DAY_MS = 86_400_000;
const BATCH = 10_000;
const SEED = 1;

/** A day within ten years. */
export const someDay = (random: Random): string =>
  new Date(Date.UTC(2016, 0, 1) + random.integer(0, DAYS - 1) * DAY_MS).toISOString().slice(0, 10);

/** Inserts this many statuses into the facts, each from some day on: one position each, those of one policy far apart. */
export async function fillFacts(client: pg.ClientBase, facts: number): Promise<void> {
  const random = new Random(SEED);
  const { rows } = await client.query<{ current: number }>('SELECT current FROM read.generation');
  const generation: Generation = `_${rows[0]?.current ?? 0}`;
  const policies = Math.floor(facts / VERSIONS);
  for (let policyNo = 1; policyNo <= policies;) {
    const changes = new Changes();
    for (; changes.facts.opened.length < BATCH && policyNo <= policies; policyNo += 1) {
      changes.policies.open(`p${policyNo}`, policyRow(policyNo));
      for (let version = 0; version < VERSIONS; version += 1) {
        const knownFrom = version * policies + policyNo;
        const knownTo = version + 1 < VERSIONS ? knownFrom + policies : null;
        changes.facts.open(`${knownFrom}`, { ...statusRow(random, policyNo), knownFrom, knownTo });
      }
    }
    await copyRows(client, changes, generation);
    await copyInto(client, COUNT_DELTAS, generation, countDeltas(changes));
  }
  await sealCounts(client, generation, 0, facts);
  await client.query('VACUUM ANALYZE');
}

const policyRow = (policyNo: number): PolicyRow => ({
  policyNo,
  policyId: `p${policyNo}`,
  knownFrom: policyNo,
  knownTo: null,
  title: 'A policy',
  jurisdictions: ['JP'],
  area: `area-${policyNo % 20}`,
  timeZone: 'UTC',
  header: '',
});

function statusRow(random: Random, policyNo: number): Omit<FactRow, 'knownFrom' | 'knownTo'> {
  return {
    policyNo,
    path: 'status',
    validFrom: someDay(random),
    validTo: 'infinity',
    definite: !random.chance(0.05),
    contested: false,
    value: JSON.stringify(random.pick(STATUSES)),
    because: Buffer.alloc(0),
    details: '',
    includeValue: null,
    includeBecause: null,
    excludeValue: null,
    excludeBecause: null,
  };
}
