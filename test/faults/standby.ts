import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Postgres, type PostgresOptions } from './postgres.js';

/**
 * Makes physical standbys of a primary and starts all: the primary is stopped, its files are copied, as a backup made while it rests.
 * @param names of the standbys, for synchronous_standby_names
 */
export async function addStandbys(
  primary: Postgres,
  folder: string,
  names: readonly string[],
  options: PostgresOptions = {},
): Promise<Postgres[]> {
  await primary.stop();
  for (const name of names) {
    const place = join(folder, name);
    mkdirSync(place);
    cpSync(primary.data, join(place, 'data'), { recursive: true, preserveTimestamps: true });
    rmSync(join(place, 'data', 'postmaster.pid'), { force: true });
    writeFileSync(join(place, 'data', 'standby.signal'), '');
    if (primary.account) own(place, primary.account);
  }
  await primary.up();
  return Promise.all(
    names.map((name) =>
      Postgres.on(join(folder, name), {
        ...options,
        settings: {
          ...options.settings,
          primary_conninfo: `host=127.0.0.1 port=${primary.port} user=postgres application_name=${name}`,
          hot_standby_feedback: 'on',
        },
      }),
    ),
  );
}

function own(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  execFileSync('chown', ['-R', `${uid}:${gid}`, folder]);
}
