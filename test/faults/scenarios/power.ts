import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkLog, type LogFigures } from '../check-log.js';
import { LoopDisk } from '../loop-disk.js';
import { Postgres } from '../postgres.js';
import { median, mustBeZero, withEnds, type Scenario } from '../scenario.js';
import { Service } from '../service.js';
import { randomFrom, Writers } from '../writers.js';

/**
 * EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: from now on nothing reaches the disk, as if its power were cut. Node has no ioctl.
 * The program is ready before the moment comes, so that writers are not held up.
 */
const SHUTDOWN = `import fcntl, os, struct, sys
print('ready', flush=True)
sys.stdin.readline()
fd = os.open(sys.argv[1], os.O_RDONLY)
fcntl.ioctl(fd, 0x8004587D, struct.pack('I', 2))`;
/** A database that does not wait for its disk acknowledges for a while what it cannot keep. */
const AFTERGLOW_MS = 50;

/** The disk under PostgreSQL loses power, again and again: what was acknowledged is there. With synchronous_commit off it is not. */
export const power: Scenario = async ({ rounds, seed, say }) => {
  const safe = await withDisk(seed, rounds, 'on', say);
  if (typeof safe === 'string') return { figures: { 'left out': safe }, failures: [] };
  const control = await withDisk(seed, Math.max(3, Math.ceil(rounds / 3)), 'off', say);
  const { lost, duplicated, torn, skipped } = safe.log;
  const losses = typeof control === 'string' ? 0 : control.log.lost;
  return {
    figures: {
      'power cuts': rounds,
      ...safe.log,
      'back, median ms': median(safe.recovery),
      'control with synchronous_commit=off: lost': losses,
    },
    failures: [
      ...mustBeZero({ lost, duplicated, torn, skipped }),
      ...(losses > 0 ? [] : ['the control lost nothing, so this test would not see a loss']),
    ],
  };
};

const withDisk = (
  seed: number,
  rounds: number,
  commit: 'on' | 'off',
  say: (line: string) => void,
): Promise<{ log: LogFigures; recovery: number[] } | string> =>
  withEnds(async (ends) => {
    const folder = ends.folder('faults-power');
    const disk = LoopDisk.make(ends, folder, 'disk', 1024);
    if (typeof disk === 'string') return disk;
    const database = await Postgres.start(join(disk.folder, 'pg'));
    ends.add(() => database.kill());
    // initdb was told not to wait for the disk.
    execFileSync('sync', ['-f', disk.folder]);
    // Files of the service are elsewhere: its disk keeps its power.
    const service = await Service.start({ databaseUrl: database.url, dataDir: join(folder, 'data') });
    ends.add(() => service.kill());
    const commits = async (value: 'on' | 'off') => {
      await database.query(`ALTER SYSTEM SET synchronous_commit = ${value}`);
      await database.query('SELECT pg_reload_conf()');
    };
    // After the start, which refuses it.
    await commits(commit);
    const random = randomFrom(seed);
    const writers = new Writers(() => [service.url], `power-${commit}-${seed}`);
    const recovery: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const cutter = spawn('python3', ['-c', SHUTDOWN, disk.folder], { stdio: ['pipe', 'pipe', 'inherit'] });
      await once(cutter.stdout, 'data');
      await writers.more(40);
      await sleep(random() * 100);
      const started = performance.now();
      cutter.stdin.end('now\n');
      await once(cutter, 'exit');
      await sleep(AFTERGLOW_MS);
      await database.kill();
      disk.unmount();
      const refusal = disk.mount();
      if (refusal !== null) throw new Error(`The disk cannot be mounted again: ${refusal}`);
      await database.up();
      // A service whose database has lost what it knew of is beyond help; it is the control's own doing.
      if (commit === 'off') {
        await service.kill();
        await commits('on');
        await service.up();
        await commits('off');
      }
      await writers.more(1);
      recovery.push(performance.now() - started);
      say(`${commit}, round ${round + 1}: ${writers.acknowledged.length} acknowledged`);
    }
    await writers.more(20);
    await writers.stop();
    return { log: await checkLog(database.url, writers.acknowledged), recovery };
  });
