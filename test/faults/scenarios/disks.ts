import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from '../../../src/database/server-account.js';
import { checkLog } from '../check-log.js';
import { LoopDisk } from '../loop-disk.js';
import { Postgres } from '../postgres.js';
import { pinnedQuestions, Probe } from '../probe.js';
import { mustBeZero, withEnds, type Scenario } from '../scenario.js';
import { Service } from '../service.js';
import { Writers } from '../writers.js';

/** How long a disk stays full once it is felt, in milliseconds. */
const FULL_MS = 20_000;
const MEGABYTES = { data: 192, wal: 24, both: 192 };

/**
 * The disk of PostgreSQL's data, that of its write-ahead log, or one that has both is full for a while: every answer in time, right or
 * a problem that says when to come back; and when there is space again, the service goes on without a restart, with all that it acknowledged.
 */
export const fullDisk =
  (which: keyof typeof MEGABYTES): Scenario =>
  ({ seed, say }) =>
    withEnds(async (ends) => {
      const folder = ends.folder('faults-disks');
      const disk = LoopDisk.make(ends, folder, 'disk', MEGABYTES[which]);
      if (typeof disk === 'string') return { figures: { 'left out': disk }, failures: [] };
      const database = await startOn(which, folder, disk);
      ends.add(() => database.kill());
      const service = await Service.start({ databaseUrl: database.url, dataDir: join(folder, 'files') });
      ends.add(() => service.kill());
      const writers = new Writers(() => [service.url], `${which}-${seed}`, 8);
      await writers.more(60);
      const questions = await pinnedQuestions(service.url, [`${which}-${seed}-0`, `${which}-${seed}-5`]);
      const probe = new Probe(service.url, questions);
      await probe.round();
      // Until it is felt: what PostgreSQL has laid by lasts for a while.
      const before = refusals(writers);
      while (refusals(writers) === before) {
        disk.fill();
        await sleep(100);
      }
      const acknowledged = writers.acknowledged.length;
      const rounds: Promise<void>[] = [];
      const until = performance.now() + FULL_MS;
      let ended = 0;
      while (performance.now() < until) {
        disk.fill();
        rounds.push(probe.round());
        if (!database.running) ended += 1;
        await sleep(500);
      }
      await Promise.all(rounds);
      const meanwhile = writers.acknowledged.length - acknowledged;
      const { right, refused } = probe;
      disk.free();
      // Without space PostgreSQL cannot recover from its crash, and ends; whoever runs it starts it again.
      if (!database.running) await database.up();
      const back = Math.round(await probe.recovered());
      const line = `${right} right, ${refused} refused, slowest ${Math.round(probe.slowestMs)} ms, live ${Math.round(probe.slowestLiveMs)} ms, back in ${back} ms`;
      say(`${which}: ${line}, ${ended} of ${rounds.length} rounds without PostgreSQL`);
      await writers.more(20);
      await writers.stop();
      const { lost, duplicated, torn, skipped, ...counts } = await checkLog(
        database.url,
        writers.acknowledged,
      );
      return {
        figures: {
          ...{ answers: line, 'rounds without PostgreSQL': `${ended} of ${rounds.length}` },
          ...{ 'acknowledged while it was full': meanwhile, ...counts, lost, duplicated, torn, skipped },
        },
        failures: [
          ...new Set(probe.failures),
          ...mustBeZero({ lost, duplicated, torn, skipped }),
          ...new Set(writers.wrong),
        ].slice(0, 8),
      };
    });

/** Small segments, so that PostgreSQL lays by little. */
function startOn(which: keyof typeof MEGABYTES, folder: string, disk: LoopDisk): Promise<Postgres> {
  const data = join(which === 'wal' ? folder : disk.folder, 'pg');
  const initdb = ['--wal-segsize=1'];
  if (which !== 'both') {
    const wal = join(which === 'wal' ? disk.folder : folder, 'wal');
    mkdirSync(wal);
    const account = serverAccount(data);
    if (account) chownSync(wal, account.uid, account.gid);
    initdb.push(`--waldir=${wal}`);
  }
  const settings = { min_wal_size: '2MB', max_wal_size: '8MB', checkpoint_timeout: '30s' };
  return Postgres.start(data, { initdb, settings });
}

const refusals = ({ refused }: Writers): number => [...refused.values()].reduce((sum, n) => sum + n, 0);
