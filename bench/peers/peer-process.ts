/**
 * A process of one peer, so that libraries that change `pg` for everybody do not meet, and its processor time is its own:
 * `peer-process.ts <file> <export> <Servers as JSON>`.
 */
import { hammer } from '../measure.js';
import { cpuOfServer } from '../server-cpu.js';
import { answersOf } from './answers.js';
import type { CommandMessage, Commands, Reply } from './commands.js';
import type { Peer, Question, Servers, Store } from './store.js';
import { PAYLOAD, READ_STREAMS, taskOf } from './tasks.js';
import { tryStore } from './trial.js';

const MOST_CALLERS = 32;
const READ_EVENTS = 50;
const WARM_UP_MS = 250;
/** PostgreSQL plans the first five times anew. */
const WARM_UP_CALLS = 8;

const [file = '', exported = '', json = ''] = process.argv.slice(2);
const servers = JSON.parse(json) as Servers;
const found = (await import(file)) as Record<string, unknown>;
const peer = (exported === '' ? found : found[exported]) as Peer;
let questions: readonly Question[] = [];
let runs = 0;

const commands: Commands = {
  prepare: () => peer.prepare(servers),
  trial: () => opened(tryStore),
  fillStreams: () => opened(fillStreams),
  fill: async (facts, asked) => {
    questions = asked;
    await peer.load?.(servers, facts);
  },
  answers: (count) => opened((store) => answersOf(store, questions.slice(0, count))),
  run: (what, callers, milliseconds, serverPid) =>
    opened(async (store) => {
      const task = taskOf(what, store, (runs += 1), questions);
      await warmUp(callers, task);
      let done = 0;
      const [client, server] = [process.cpuUsage(), cpuOfServer(serverPid)];
      const sample = await hammer(callers, milliseconds, async (caller) => {
        await task(caller);
        done += 1;
      });
      const { user, system } = process.cpuUsage(client);
      return {
        ...sample,
        clientMicroseconds: (user + system) / done,
        serverMicroseconds: ((cpuOfServer(serverPid) - server) * 1000) / done,
      };
    }),
};

process.on('message', ({ command, values }: CommandMessage) => {
  const run = commands[command] as (...given: unknown[]) => Promise<unknown>;
  run(...values).then(
    (result) => process.send?.({ result: result ?? null } satisfies Reply),
    (error: unknown) => process.send?.({ failure: messageOf(error) } satisfies Reply),
  );
});
process.on('disconnect', () => process.exit());

/** Connections are opened for each command, so that those of idle peers do not weigh on the server. */
async function opened<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await peer.open(servers, MOST_CALLERS);
  try {
    return await work(store);
  } finally {
    await store.end();
  }
}

/** Opens the connections, and prepares the statements on each. */
async function warmUp(callers: number, task: (caller: number) => Promise<unknown>): Promise<void> {
  const made = new Map<number, number>();
  await hammer(callers, WARM_UP_MS, async (caller) => {
    await task(caller);
    made.set(caller, (made.get(caller) ?? 0) + 1);
  });
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let calls = made.get(caller) ?? 0; calls < WARM_UP_CALLS; calls += 1) await task(caller);
    }),
  );
}

async function fillStreams(store: Store): Promise<number> {
  await Promise.all(
    Array.from({ length: READ_STREAMS }, async (_, s) => {
      for (let version = 0; version < READ_EVENTS; version += 1)
        await store.append(`read-${s}`, version, PAYLOAD);
    }),
  );
  const events = await store.read('read-0');
  const whole = events.filter(
    (event) => (store.payloadOf(event) as Partial<typeof PAYLOAD>).note === PAYLOAD.note,
  );
  if (whole.length !== READ_EVENTS) throw new Error(`of ${READ_EVENTS} events ${whole.length} were read`);
  return JSON.stringify(events, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))
    .length;
}

function messageOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message?.split('\n')[0] || code || String(error);
}
