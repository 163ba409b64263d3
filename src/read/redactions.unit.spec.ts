import { expect, it, jest } from '@jest/globals';
import type pg from 'pg';
import { Redactions } from './redactions.js';

it('keeps the list of the last reading while the database does not answer', async () => {
  const erasure = { position: 3, by: 9, byRecordedAt: '2026-01-01T00:00:00.000000Z' };
  let isDown = false;
  const pool = {
    query: () =>
      isDown
        ? Promise.reject(new Error('down'))
        : Promise.resolve({
            rows: [{ generation: 1, erasures: [{ ...erasure, stream: 'policy:a', fields: null }] }],
          }),
  } as unknown as pg.Pool;
  const redactions = new Redactions(pool, () => undefined);
  const before = await redactions.all();
  expect(before).toMatchObject([erasure]);

  isDown = true;
  const now = performance.now();
  const clock = jest.spyOn(performance, 'now').mockReturnValue(now + 10_000);
  expect(await redactions.all()).toBe(before);
  clock.mockRestore();
});
