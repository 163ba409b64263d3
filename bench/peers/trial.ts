import type { Store } from './own.js';

const STREAMS = 4;
const RIVALS = 6;
const VERSIONS = 15;

/** What an event store did wrong while many callers wrote to the same streams; all are 0 for one that keeps its promises. */
export interface Faults {
  /** Said to be written, and not in the stream. */
  lost: number;
  /** Twice in the stream. */
  doubled: number;
  /** Written, although another event had taken that version. */
  wronglyAccepted: number;
  /** Versions that no caller got, although it was right. */
  wronglyRefused: number;
}

/** Several callers try to write each version of each stream at once: exactly one may. */
export async function tryRivals(store: Store): Promise<Faults> {
  const faults: Faults = { lost: 0, doubled: 0, wronglyAccepted: 0, wronglyRefused: 0 };
  await Promise.all(
    Array.from({ length: STREAMS }, async (_, s) => {
      const stream = `rivals-${s}`;
      const said: string[] = [];
      for (let version = 0; version < VERSIONS; version += 1) {
        const names = Array.from({ length: RIVALS }, (__, rival) => `${version}.${rival}`);
        const tries = await Promise.allSettled(names.map((name) => store.append(stream, version, { name })));
        const winners = names.filter((___, i) => tries[i]?.status === 'fulfilled');
        said.push(...winners);
        faults.wronglyAccepted += Math.max(0, winners.length - 1);
        if (winners.length > 0) continue;
        faults.wronglyRefused += 1;
        break; // the following versions would all be refused
      }
      const found = (await store.read(stream)).map((payload) => (payload as { name: string }).name);
      faults.doubled += found.length - new Set(found).size;
      faults.lost += said.filter((name) => !found.includes(name)).length;
    }),
  );
  return faults;
}
