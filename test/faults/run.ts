import { randomInt } from 'node:crypto';
import type { Scenario } from './scenario.js';
import { clocks } from './scenarios/clocks.js';
import { fullDisk } from './scenarios/disks.js';
import { kill } from './scenarios/kill.js';
import { limits } from './scenarios/limits.js';
import { machines } from './scenarios/machines.js';
import { network, pools, shortNetwork } from './scenarios/network.js';
import { power } from './scenarios/power.js';
import { standbys } from './scenarios/standbys.js';

/** `npm run test:faults -- [names]`: the long form of all scenarios, or of those named; SEED and ROUNDS repeat a run. */
const SCENARIOS: Record<string, [Scenario, rounds: number]> = {
  kill: [kill, 20],
  power: [power, 10],
  network: [network, 1],
  'network-short': [shortNetwork, 1],
  pools: [pools, 1],
  'full-data-disk': [fullDisk('data'), 1],
  'full-wal-disk': [fullDisk('wal'), 1],
  'full-disk': [fullDisk('both'), 1],
  clocks: [clocks, 10],
  machines: [machines, 3],
  limits: [limits, 1],
  standbys: [standbys, 100],
};

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
const named = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

for (const name of named.length > 0 ? named : Object.keys(SCENARIOS)) {
  const [scenario, most] = SCENARIOS[name] ?? [];
  if (!scenario) throw new Error(`There is no ${name}: ${Object.keys(SCENARIOS).join(', ')}`);
  const rounds = Number(process.env['ROUNDS'] ?? most);
  say(`\n${name}, SEED=${seed}, ROUNDS=${rounds}`);
  const started = performance.now();
  const { figures, failures } = await scenario({ rounds, seed, say: (line) => say(`  ${line}`) });
  for (const [what, value] of Object.entries(figures)) say(`  ${what}: ${value}`);
  for (const failure of failures) say(`  BROKEN: ${failure}`);
  say(
    `  ${failures.length === 0 ? 'kept' : 'NOT KEPT'} (${((performance.now() - started) / 1000).toFixed(0)} s)`,
  );
  if (failures.length > 0) process.exitCode = 1;
}
