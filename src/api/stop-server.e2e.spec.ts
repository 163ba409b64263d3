import { Agent, get } from 'node:http';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { stopOnSignal } from './stop-server.js';
import { startTestServer } from '../../test/support/api-server.js';
import { Requires } from './access/requires.js';
import { Draining } from './draining.js';
import type { HttpServer } from './http-server.js';

const happened: string[] = [];
let finish: (() => void) | undefined;

@Controller('chores')
class WorkController {
  @Get('slow')
  @Requires('read')
  async slow() {
    happened.push('begun');
    await new Promise<void>((resolve) => (finish = resolve));
    happened.push('finished');
    return { done: true };
  }

  @Get('quick')
  @Requires('read')
  quick() {
    return {};
  }
}

@Injectable()
class Pool implements OnApplicationShutdown {
  onApplicationShutdown() {
    happened.push('pool closed');
  }
}
@Module({ controllers: [WorkController], providers: [Pool] })
class WorkModule {}

let http: HttpServer | undefined;
afterEach(async () => {
  finish?.();
  await http?.stop();
  happened.length = 0;
});

/** Resolves once something happened that many times. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a server that stops', () => {
  it('finishes what is under way, takes nothing new, and closes its pools last', async () => {
    http = await startTestServer([WorkModule]);
    const { url } = http;
    const answer = fetch(`${url}/chores/slow`);
    await until(() => happened.includes('begun'));
    const stopped = http.stop();
    await expect(fetch(`${url}/chores/quick`)).rejects.toThrow('fetch failed');
    expect(happened).toEqual(['begun']);
    finish?.();
    const response = await answer;
    expect(await response.json()).toEqual({ done: true });
    expect(response.headers.get('connection')).toBe('close');
    await stopped;
    expect(happened).toEqual(['begun', 'finished', 'pool closed']);
  });

  it('does not wait for connections that are only kept open', async () => {
    http = await startTestServer([WorkModule], { drainMs: 60_000 });
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve) =>
      get(`${http?.url ?? ''}/chores/quick`, { agent }, (r) => r.resume().on('end', resolve)),
    );
    const start = performance.now();
    await http.stop();
    expect(performance.now() - start).toBeLessThan(30_000);
    agent.destroy();
  });

  it('cuts what takes too long', async () => {
    http = await startTestServer([WorkModule], { drainMs: 100 });
    const answer = fetch(`${http.url}/chores/slow`);
    const cut = expect(answer).rejects.toThrow('fetch failed');
    await until(() => happened.includes('begun'));
    await http.stop();
    await cut;
    expect(happened).toEqual(['begun', 'pool closed']);
  });

  it('ends endless answers, and stops only once', async () => {
    http = await startTestServer([WorkModule]);
    const { signal } = http.app.get(Draining);
    expect(signal.aborted).toBe(false);
    await Promise.all([http.stop(), http.stop()]);
    expect(signal.aborted).toBe(true);
    expect(happened).toEqual(['pool closed']);
  });
});

describe('a server that cannot start', () => {
  it('says in one line that its port is taken, and what to do', async () => {
    http = await startTestServer([WorkModule]);
    const port = Number(new URL(http.url).port);
    const second = startTestServer([WorkModule], { port });
    await expect(second).rejects.toThrow(/^127\.0\.0\.1:\d+ is taken by another program: .* set PORT/);
    expect(happened).toEqual(['pool closed']);
  });

  it('says so of an address that is not of this machine', async () => {
    await expect(startTestServer([WorkModule], { host: '192.0.2.1' })).rejects.toThrow('set HOST');
  });
});

describe('a signal', () => {
  const before = { SIGTERM: process.listeners('SIGTERM'), SIGINT: process.listeners('SIGINT') };
  afterEach(() => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      for (const listener of process.listeners(signal))
        if (!before[signal].includes(listener)) process.removeListener(signal, listener);
  });

  it('stops the server once, whichever comes first', async () => {
    let stops = 0;
    // Longer than the specs take: the process goes on, and must not be ended among the next ones.
    const anHour = 3_600_000;
    const stop = () => {
      stops++;
      return Promise.resolve();
    };
    stopOnSignal(stop, fail, anHour);
    process.emit('SIGTERM');
    await until(() => stops === 1);
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      expect(process.listenerCount(signal)).toBe(before[signal].length + 1);
  });

  it('ends a stop that takes too long, and says so', async () => {
    const exit = jest.spyOn(process, 'exit').mockReturnValue(undefined as never);
    const reported: unknown[] = [];
    stopOnSignal(
      () => new Promise(() => undefined),
      (error) => reported.push(error),
      40,
    );
    process.emit('SIGTERM');
    expect(exit).not.toHaveBeenCalled();
    await until(() => reported.length > 0);
    expect(reported).toEqual([new Error('it took longer than 0.04 s, and was given up')]);
    expect(exit.mock.calls).toEqual([[1]]);
  });
});

function fail(error: unknown): never {
  throw error;
}
