import { startCluster } from '../cluster.js';
import { hammer, median, type Sample } from '../measure.js';
import { openLean, openOurs, type Open, type Store } from './own.js';
import { tryRivals } from './trial.js';

/** Event stores side by side: `npm run bench:peers -- [rounds] [milliseconds]`; a peer that is not installed is left out. */
const [rounds = 3, milliseconds = 1500] = process.argv.slice(2).map(Number);
const CALLERS = [1, 8, 32];
const MOST_CALLERS = 32;
/** Streams that a caller writes to in turn. */
const STREAMS = 100;
const READ_EVENTS = 50;
const PAYLOAD = { note: 'x'.repeat(300), payload: { item: 'pac-3', quantity: 30, recipient: 'US' } };

const peer =
  (name: string): Open =>
  async (url, size) => {
    const file: string = `./stores/${name}.mjs`;
    const { open } = (await import(file)) as { open: Open };
    return open(url, size);
  };
const CONTENDERS: Record<string, Open> = {
  ours: openOurs,
  'lean INSERT': openLean,
  'message-db': peer('message-db'),
  castore: peer('castore'),
  emmett: peer('emmett'),
  act: peer('act'),
  dcb: peer('dcb'),
};

const cluster = await startCluster(undefined);
const stores = new Map<string, Store>();
try {
  for (const [name, open] of Object.entries(CONTENDERS)) {
    const url = await cluster.emptyDatabase(`peer_${name.replace(/\W/g, '_').toLowerCase()}`);
    try {
      stores.set(name, await open(url, MOST_CALLERS));
    } catch (error) {
      console.log(`${name} is left out: ${(error as Error).message.split('\n')[0] ?? ''}`);
    }
  }
  for (const [name, store] of stores) {
    try {
      console.log(`${name}: ${await trial(store)}`);
    } catch (error) {
      console.log(`${name} is left out: ${(error as Error).message.split('\n')[0] ?? ''}`);
      stores.delete(name);
    }
  }
  let run = 0;
  for (const callers of CALLERS) {
    await compare(`append, ${callers} callers`, callers, (store) => {
      const made = new Map<number, number>();
      const id = (run += 1);
      return (caller) => {
        const count = made.get(caller) ?? 0;
        made.set(caller, count + 1);
        return store.append(`run-${id}x${caller}x${count % STREAMS}`, Math.floor(count / STREAMS), PAYLOAD);
      };
    });
    await compare(
      `read of ${READ_EVENTS} events, ${callers} callers`,
      callers,
      (store) => () => store.read('read-1'),
    );
  }
} finally {
  for (const store of stores.values()) await store.end();
  await cluster.stop();
}

async function trial(store: Store): Promise<string> {
  const { lost, doubled, wronglyAccepted, wronglyRefused } = await tryRivals(store);
  for (let version = 0; version < READ_EVENTS; version += 1) await store.append('read-1', version, PAYLOAD);
  const bytes = JSON.stringify(await store.read('read-1')).length;
  return `lost ${lost}, doubled ${doubled}, wrongly accepted ${wronglyAccepted}, wrongly refused ${wronglyRefused}; ${bytes} bytes for ${READ_EVENTS} events`;
}

/** In turn, round by round, each starting with another one; the ratio to ours is that of the rounds' median. */
async function compare(
  title: string,
  callers: number,
  taskOf: (store: Store) => (caller: number) => Promise<unknown>,
): Promise<void> {
  const samples = new Map<string, Sample[]>();
  const names = [...stores.keys()];
  for (let round = 0; round < rounds; round += 1)
    for (const i of names.keys()) {
      const name = names[(i + round) % names.length] as string;
      const task = taskOf(stores.get(name) as Store);
      const sample = await hammer(callers, milliseconds, task);
      samples.set(name, [...(samples.get(name) ?? []), sample]);
    }
  const ours = samples.get('ours') ?? [];
  console.log(`\n${title}`);
  for (const [name, own] of samples) {
    const ratio = median(ours.map(({ perSecond }, i) => perSecond / (own[i]?.perSecond ?? NaN)));
    const [speed, p99] = [median(own.map((each) => each.perSecond)), median(own.map((each) => each.p99))];
    console.log(
      `  ${name.padEnd(12)} ${speed.toFixed(0).padStart(7)}/s  p99 ${p99.toFixed(1)} ms  ours/it ${ratio.toFixed(2)}`,
    );
  }
}
