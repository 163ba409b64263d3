/** Walks through the dashboard over 50,000 policies and reports the time of each step: docs/benchmarks.md. */
import { parseArgs } from 'node:util';
import { openBrowser } from './browser.js';
import { startService, type Service } from './service.js';
import { STEPS } from './steps.js';
import { Stopwatch, type Taken } from './stopwatch.js';

/** Limit for each step, in milliseconds. */
const LIMIT_MS = 1000;

const { values } = parseArgs({
  options: { 'data-dir': { type: 'string', default: '.data/bench-dashboard' }, rounds: { type: 'string' } },
});
const rounds = Number(values.rounds ?? 3);

const service = await startService(values['data-dir']);
try {
  const walks: Taken[][] = [];
  for (let round = 0; round < rounds; round += 1) walks.push(await walk(service));
  process.exitCode = report(walks) ? 0 : 1;
} finally {
  await service.stop();
}

/** Measures a visitor with an empty cache. */
async function walk({ url, cpu }: Service): Promise<Taken[]> {
  const { page, close } = await openBrowser(url);
  const stopwatch = new Stopwatch(page, cpu);
  const taken: Taken[] = [];
  let step = '';
  try {
    for (const { name, before, act, about } of STEPS) {
      step = name;
      await before?.(page);
      await stopwatch.quiet();
      taken.push(await stopwatch.time(() => act(page), about));
    }
    return taken;
  } catch (error) {
    throw new Error(`"${step}" did not come to its end`, { cause: error });
  } finally {
    await close();
  }
}

/** Prints the median walk of each step. @returns whether all are within the limit */
function report(walks: readonly Taken[][]): boolean {
  console.log(
    `\n| step | on screen ms | all of it ms | limit | service's processor ms | requests | slowest answer |`,
  );
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | --- |');
  const slow = STEPS.filter(({ name }, i) => {
    const { asked, all, cpu, requests, slowest } = median(walks.flatMap((walk) => walk[i] ?? []));
    const said = requests === 0 ? '' : `${Math.round(slowest.ms)} ms \`${slowest.path}\``;
    console.log(
      `| ${name} | ${Math.round(asked)} | ${Math.round(all)} | ${LIMIT_MS} | ${cpu} | ${requests} | ${said} |`,
    );
    return all > LIMIT_MS;
  });
  console.log(
    slow.length === 0
      ? `\nEvery step is within ${LIMIT_MS} ms`
      : `\nOver ${LIMIT_MS} ms: ${slow.map(({ name }) => name).join(', ')}`,
  );
  return slow.length === 0;
}

function median(taken: readonly Taken[]): Taken {
  const inOrder = [...taken].sort((a, b) => a.all - b.all);
  const middle = inOrder[Math.floor((inOrder.length - 1) / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}
