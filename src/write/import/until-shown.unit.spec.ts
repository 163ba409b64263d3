import { describe, expect, it } from '@jest/globals';
import type { Arrival } from '../../event-store/checkpoint.js';
import { untilShown } from './until-shown.js';

/** A projection that is looked at once for each arrival given. */
function projection(arrivals: Arrival[], { held }: { held: (look: number) => boolean }) {
  let looks = 0;
  return {
    lowerBound: 0,
    waitFor: () => Promise.resolve(arrivals[looks++] ?? ('timedOut' as const)),
    isHeld: () => Promise.resolve(held(looks)),
    looks: () => looks,
  };
}

async function behindAfter(shown: ReturnType<typeof projection>, signal = new AbortController().signal) {
  let behind = NaN;
  await untilShown(shown, 7, { signal, onBehind: (events) => (behind = events) });
  return behind;
}

describe('An import that waits until open reads show it', () => {
  it('waits as long as somebody works on a batch, however dear it is', async () => {
    const dear = projection([...Array<Arrival>(200).fill('timedOut'), 'reached'], { held: () => true });
    expect(await behindAfter(dear)).toBe(0);
    expect(dear.looks()).toBe(201);
  });

  it('does not wait for a projection that does not run, or stands still for a quarter of an hour', async () => {
    const absent = projection([], { held: () => false });
    expect(await behindAfter(absent)).toBe(7);
    expect(absent.looks()).toBe(60);
    const stuck = projection([], { held: () => true });
    expect(await behindAfter(stuck)).toBe(7);
    expect(stuck.looks()).toBe(1800);
  });

  it('goes on while one process takes over from another', async () => {
    const between = projection([...Array<Arrival>(90).fill('timedOut'), 'reached'], {
      held: (look) => look % 50 === 0,
    });
    expect(await behindAfter(between)).toBe(0);
  });

  it('ends with a projection that is parked, and with the job', async () => {
    const parked = projection(['timedOut', 'parked'], { held: () => true });
    expect(await behindAfter(parked)).toBe(7);
    expect(parked.looks()).toBe(2);
    const none = projection([], { held: () => true });
    await behindAfter(none, AbortSignal.abort());
    expect(none.looks()).toBe(0);
  });
});
