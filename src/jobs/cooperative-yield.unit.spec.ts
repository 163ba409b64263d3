import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { mapYielding } from './cooperative-yield.js';

/** Works for longer than a slice. */
function work(): void {
  for (const end = performance.now() + 6; performance.now() < end;);
}

describe('Long work', () => {
  it('of many goes on one slice a turn of the event loop, so that others never wait for all of it', async () => {
    let [slices, most, going] = [0, 0, true];
    const slice = () => {
      work();
      slices += 1;
    };
    const long = Promise.all([1, 2, 3, 4].map(() => mapYielding([1, 2, 3], slice))).finally(() => {
      going = false;
    });
    while (going) {
      const before = slices;
      await turn();
      most = Math.max(most, slices - before);
    }
    await long;
    expect(slices).toBe(12);
    expect(most).toBeLessThanOrEqual(2);
  });

  it('keeps the order of its results', async () => {
    await expect(mapYielding([1, 2, 3], (n) => n * 2)).resolves.toEqual([2, 4, 6]);
  });
});
