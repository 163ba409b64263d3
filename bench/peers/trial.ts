import type { Store } from './store.js';

/** Rival writers of each version: of one stream, and of several at the same time. */
const RACES = [
  { streams: 1, rivals: 32, versions: 30 },
  { streams: 8, rivals: 6, versions: 15 },
];
const ALONE = { writers: 32, versions: 5 };

/** What an event store did wrong while many callers wrote; all are 0 for one that keeps its promises. */
export interface Faults {
  /** Said to be written, and not in the stream. */
  lost: number;
  /** Twice in the stream. */
  doubled: number;
  /** Written, although another event had taken that version. */
  wronglyAccepted: number;
  /** Refused, although the version was right. */
  wronglyRefused: number;
}

export async function tryStore(store: Store): Promise<Faults> {
  const faults: Faults = { lost: 0, doubled: 0, wronglyAccepted: 0, wronglyRefused: 0 };
  const check = async (stream: string, said: readonly string[]) => {
    const events = await store.read(stream);
    const found = events.map((event) => (store.payloadOf(event) as { name: string }).name);
    faults.doubled += found.length - new Set(found).size;
    faults.lost += said.filter((name) => !found.includes(name)).length;
  };
  for (const { streams, rivals, versions } of RACES)
    await Promise.all(
      Array.from({ length: streams }, async (_, s) => {
        const stream = `race-${streams}x${s}`;
        await check(stream, await race(store, stream, rivals, versions, faults));
      }),
    );
  await Promise.all(
    Array.from({ length: ALONE.writers }, async (_, writer) => {
      const stream = `alone-${writer}`;
      const said: string[] = [];
      for (let version = 0; version < ALONE.versions; version += 1) {
        const name = String(version);
        await store.append(stream, version, { name }).then(
          () => said.push(name),
          () => (faults.wronglyRefused += 1),
        );
        if (said.length <= version) break; // the following versions would all be refused
      }
      await check(stream, said);
    }),
  );
  return faults;
}

/** Several callers try to write each version at once: exactly one may. Returns the names of those that were told so. */
async function race(
  store: Store,
  stream: string,
  rivals: number,
  versions: number,
  faults: Faults,
): Promise<string[]> {
  const said: string[] = [];
  for (let version = 0; version < versions; version += 1) {
    const names = Array.from({ length: rivals }, (_, rival) => `${version}.${rival}`);
    const tries = await Promise.allSettled(names.map((name) => store.append(stream, version, { name })));
    const winners = names.filter((_, i) => tries[i]?.status === 'fulfilled');
    said.push(...winners);
    faults.wronglyAccepted += Math.max(0, winners.length - 1);
    if (winners.length > 0) continue;
    faults.wronglyRefused += 1;
    break; // the following versions would all be refused
  }
  return said;
}
