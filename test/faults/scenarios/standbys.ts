import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkLog } from '../check-log.js';
import { Postgres } from '../postgres.js';
import { mustBeZero, withEnds, type Scenario } from '../scenario.js';
import { Service } from '../service.js';
import { addStandbys } from '../standby.js';
import { type Acknowledged, randomFrom, Writers } from '../writers.js';

const READERS = 8;
/** Reads a round. */
const READS = 1000;
/** Events of one policy: were timelines to grow with the appends, each read would take longer than the one before. */
const PER_POLICY = 25;
/** Pinned reads are of these positions only, so that questions come again while more is appended. */
const EVERY = 50;
/** How many questions are asked once more, of the primary alone. */
const AGAIN = 1000;

/**
 * A primary and two physical standbys: reads during appends while one is paused, then the primary dies and the standby that is further
 * takes its place. Commits wait for any one of the two.
 */
export const standbys: Scenario = ({ rounds, seed, say }) =>
  withEnds(async (ends) => {
    const folder = ends.folder('faults-standbys');
    const key = Buffer.alloc(32, seed % 256).toString('base64');
    const primary = await Postgres.start(join(folder, 'primary'));
    ends.add(() => primary.kill());
    const [one, two] = (await addStandbys(primary, folder, ['one', 'two'])) as [Postgres, Postgres];
    for (const standby of [one, two]) ends.add(() => standby.kill());
    await primary.query(`ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (one, two)'`);
    await primary.query('SELECT pg_reload_conf()');
    const env = { LOG_KEY: key, READ_DATABASE_URLS: `${one.url} ${two.url}` };
    const service = await Service.start({ databaseUrl: primary.url, dataDir: join(folder, 'files'), env });
    ends.add(() => service.kill());
    const writers = new Writers(() => [service.url], `standbys-${seed}`, 4, 1000, PER_POLICY);
    await writers.more(30);
    const random = randomFrom(seed);
    const counts = {
      ...{ reads: 0, refused: 0, 'asked before': 0 },
      ...{ stale: 0, 'other bytes': 0, 'answered otherwise': 0 },
    };
    /** The SHA-256 of the answer to each pinned question. */
    const known = new Map<string, string>();
    let pause: Promise<unknown> = Promise.resolve();

    const read = async () => {
      const acknowledged = writers.acknowledged.at(-1)?.position ?? 0;
      const { policy, position: since } = writers.acknowledged[
        Math.floor(random() * writers.acknowledged.length)
      ] as Acknowledged;
      const pinned = random() < 0.5;
      const position = Math.ceil((since + random() * (acknowledged - since)) / EVERY) * EVERY;
      const paths = [
        `/v1/policies/${policy}?asOf=2024-01-01`,
        `/v1/policies/${policy}/timeline?limit=100`,
        '/v1/policies?asOf=2024-01-01&limit=10',
      ];
      const path = paths[Math.floor(random() * paths.length)] ?? '';
      const query = pinned && position <= acknowledged ? `&position=${position}` : '';
      const answer = await fetch(`${service.url}${path}${query}`);
      const text = await answer.text();
      counts.reads += 1;
      if (answer.status === 503) counts.refused += 1;
      else if (answer.status !== 200) counts['answered otherwise'] += 1;
      if (answer.status !== 200) return;
      if (query !== '') {
        const hash = sha256(text);
        const before = known.get(path + query);
        if (before !== undefined) counts['asked before'] += 1;
        if (before !== undefined && before !== hash) counts['other bytes'] += 1;
        known.set(path + query, hash);
      } else if ((JSON.parse(text) as { basis: { position: number } }).basis.position < acknowledged) {
        counts.stale += 1;
      }
    };
    for (let round = 0; round < rounds; round += 1) {
      if (round === 1) {
        await two.query('SELECT pg_wal_replay_pause()');
        pause = sleep(30_000).then(() => two.query('SELECT pg_wal_replay_resume()'));
      }
      await Promise.all(
        Array.from({ length: READERS }, async () => {
          for (let n = 0; n < READS / READERS; n += 1) await read();
        }),
      );
      say(`round ${round + 1}: ${counts.reads} reads, ${writers.acknowledged.length} acknowledged`);
    }
    await pause;
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    const sent = Number(/^reads_sent_to_standbys (\d+)/m.exec(metrics)?.[1]);
    // The same answers once more from the primary alone.
    const alone = await Service.start({ databaseUrl: primary.url, dataDir: join(folder, 'alone') });
    const nth = Math.ceil(known.size / AGAIN);
    for (const [path, before] of [...known].filter((_, i) => i % nth === 0))
      if (sha256(await (await fetch(alone.url + path)).text()) !== before) counts['other bytes'] += 1;
    const note = await (await fetch(`${service.url}/v1/log/checkpoint`)).text();
    await alone.stop();

    await writers.more(50);
    await primary.kill();
    const before = [...writers.acknowledged];
    await service.kill();
    await writers.abandon();
    const received = await Promise.all(
      [one, two].map(async (standby) => {
        const [row] = await standby.query(`SELECT pg_last_wal_receive_lsn() - '0/0'::pg_lsn AS at`);
        return Number(row?.['at']);
      }),
    );
    const ahead = (received[0] ?? 0) >= (received[1] ?? 0) ? one : two;
    await ahead.query('SELECT pg_promote()');
    mkdirSync(join(folder, 'next'), { recursive: true });
    writeFileSync(join(folder, 'checkpoint.txt'), note);
    const next = await Service.start({
      databaseUrl: ahead.url,
      dataDir: join(folder, 'next'),
      env: { LOG_KEY: key, LOG_CHECKPOINT: join(folder, 'checkpoint.txt') },
    });
    ends.add(() => next.kill());
    const { lost, torn, skipped } = await checkLog(ahead.url, before);
    return {
      figures: {
        ...counts,
        'sent to a standby': sent,
        'acknowledged before the primary died': before.length,
        lost,
        torn,
        skipped,
      },
      failures: [
        ...mustBeZero({
          ...{ stale: counts.stale, 'other bytes': counts['other bytes'] },
          ...{ 'answered otherwise': counts['answered otherwise'], lost, torn, skipped },
        }),
        ...(sent > counts.reads / 10 ? [] : [`only ${sent} reads were sent to a standby`]),
      ],
    };
  });

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
