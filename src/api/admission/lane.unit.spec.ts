import { describe, expect, it, jest } from '@jest/globals';
import { Lane, LaneFull } from './lane.js';

const LIMITS = { places: 3, placesOfOne: 2, seats: 4, seatsOfOne: 2, patienceMs: 60_000 };

/** Begins to enter; `entered` becomes true with a place. */
function entering(lane: Lane, client: string, signal?: AbortSignal) {
  const state = { entered: false, refused: null as unknown };
  const done = lane.enter(client, signal).then(
    () => Object.assign(state, { entered: true }),
    (error: unknown) => Object.assign(state, { refused: error }),
  );
  return Object.assign(state, { done });
}

describe('A lane', () => {
  it('leaves a place to others, however much one client asks', async () => {
    const lane = new Lane(LIMITS);
    const greedy = [entering(lane, 'greedy'), entering(lane, 'greedy'), entering(lane, 'greedy')];
    const other = entering(lane, 'other');
    await other.done;
    expect(greedy.map(({ entered }) => entered)).toEqual([true, true, false]);
    expect(lane.load).toEqual({ running: 3, waiting: 1 });
  });

  it('lets the clients that wait take turns', async () => {
    const lane = new Lane({ ...LIMITS, places: 1, placesOfOne: 1 });
    const order: string[] = [];
    const enter = async (client: string) => {
      const free = await lane.enter(client);
      order.push(client);
      free();
    };
    const free = await lane.enter('first');
    const all = Promise.all(['a', 'a', 'b', 'c'].map(enter));
    free();
    await all;
    expect(order).toEqual(['a', 'b', 'c', 'a']);
    expect(lane.load).toEqual({ running: 0, waiting: 0 });
  });

  it('bounds the queue in number, for one client and for all', async () => {
    jest.useFakeTimers();
    try {
      const lane = new Lane(LIMITS);
      const all = ['a', 'a', 'b', 'a', 'a', 'b', 'b'].map((client) => entering(lane, client));
      const more = [entering(lane, 'a'), entering(lane, 'c')];
      await jest.advanceTimersByTimeAsync(2000);
      expect(all.every(({ refused }) => refused === null)).toBe(true);
      for (const { refused } of more) expect(refused).toBeInstanceOf(LaneFull);
    } finally {
      jest.useRealTimers();
    }
  });

  it('bounds the queue in time', async () => {
    const lane = new Lane({ ...LIMITS, places: 1, patienceMs: 5 });
    const free = await lane.enter('a');
    await expect(lane.enter('b')).rejects.toBeInstanceOf(LaneFull);
    free();
    expect(lane.load).toEqual({ running: 0, waiting: 0 });
  });

  it('forgets who has gone', async () => {
    const lane = new Lane({ ...LIMITS, places: 1, placesOfOne: 1 });
    const free = await lane.enter('a');
    const gone = new AbortController();
    const waiting = entering(lane, 'b', gone.signal);
    gone.abort();
    await waiting.done;
    expect(waiting.refused).toBeInstanceOf(LaneFull);
    free();
    free(); // frees only its own place
    expect(lane.load).toEqual({ running: 0, waiting: 0 });
    (await lane.enter('c'))();
  });
});
