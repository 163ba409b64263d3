import { expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClockWatch, clockWarning } from './clock-watch.js';

it('instants close to the clock are no matter for a warning', () => {
  expect(clockWarning(0.9)).toBeUndefined();
  expect(clockWarning(3600.2)).toContain('3600 s ahead');
});

it('a clock that was set back is said once, and once that it has caught up', async () => {
  const answers = [0, 3600, 3599, new Error('away'), 3598, 0, 0];
  const lines: string[] = [];
  let looks = 0;
  const watch = new ClockWatch(
    () => {
      const answer = answers[looks++] ?? 0;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    (line) => lines.push(line),
    1,
  );
  while (looks < answers.length + 1) await sleep(1);
  await watch.stop();
  expect(lines).toEqual([expect.stringContaining('3600 s ahead'), 'recordedAt is with the clock again']);
});
