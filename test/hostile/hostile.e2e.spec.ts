import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startTestApp } from '../support/app.js';
import { Client } from '../api/client.js';
import { tryHugeHeaders, tryIdleStreams, trySlowLoris } from './connections.js';
import { attempts, structures, tryFields, tryStructures } from './fields.js';
import { generatedBodies, tryBodies } from './generated.js';
import { INJECTIONS, UNICODE } from './hostile-values.js';
import { cells, tricks, tryMatrix, tryTricks } from './matrix.js';
import { Scene } from './scene.js';
import { Tally } from './tally.js';

/** `npm run test:hostile` tries everything; `npm test` a part of it that the seed picks. */
const LONG = process.env['HOSTILE'] === 'long';
const seed = process.env['SEED'] ? Number(process.env['SEED']) : Math.floor(Math.random() * 2 ** 31);
process.stdout.write(`hostile seed ${String(seed)}, ${LONG ? 'everything' : 'a part'}\n`);
/** How many of the values of fields the long form tries; they take most of its time. */
const FIELDS = Number(process.env['FIELDS'] ?? Infinity);
const HOUR = 3_600_000;

let open: Scene;
let closed: Scene;
beforeAll(async () => {
  open = await Scene.on(await startTestApp());
  closed = await Scene.on(await startTestApp({ READ_ACCESS: 'key' }));
}, 60_000);
afterAll(() => Promise.all([open.app.stop(), closed.app.stop()]));

/** All in the long form, else so many of them. */
function some<T>(all: readonly T[], few: number, most = Infinity): T[] {
  const count = Math.min(LONG ? most : few, all.length);
  const picked = fc.shuffledSubarray([...all], { minLength: count, maxLength: count });
  return fc.sample(picked, { seed, numRuns: 1 }).flat();
}

async function kept(what: string, run: (tally: Tally) => Promise<unknown>): Promise<void> {
  const tally = new Tally();
  const said = await run(tally);
  process.stdout.write(
    `hostile, ${what}: ${[...(typeof said === 'string' ? [said] : []), ...(tally.requests > 0 ? [tally.figures] : [])].join('; ')}; ${String(tally.broken.length)} broken\n`,
  );
  expect(tally.broken).toEqual([]);
}

it.each(['public', 'key'] as const)(
  'who may do what, READ_ACCESS=%s',
  async (readAccess) => {
    await kept(`matrix, READ_ACCESS=${readAccess}`, (tally) =>
      tryMatrix(readAccess === 'key' ? closed : open, readAccess, some(cells, 150), tally),
    );
  },
  HOUR,
);

it(
  'no spelling of an address and no header opens what needs a key',
  async () => {
    await kept('tricks', (tally) => tryTricks(closed, some(tricks, 250), tally));
  },
  HOUR,
);

it(
  'no value of a field is a defect, or shows what is below',
  async () => {
    await kept('fields', (tally) => tryFields(open, some(attempts, 400, FIELDS), tally));
  },
  HOUR,
);

it(
  'no structure of a body is a defect, or changes the prototype of objects',
  async () => {
    await kept('structures', (tally) => tryStructures(open, some(structures, 40), tally));
  },
  HOUR,
);

it(
  'no generated body is a defect',
  async () => {
    await kept('bodies', (tally) => tryBodies(open, generatedBodies(seed, LONG ? 5000 : 150), tally));
  },
  HOUR,
);

it(
  'text that is taken is given back as it was',
  async () => {
    const client = new Client(open.app);
    await kept('texts', async (tally) => {
      const texts = some([...UNICODE, ...INJECTIONS], 20);
      let taken = 0;
      for (const [i, title] of texts.entries()) {
        const { status } = await client.register(`text-${String(i)}`, { title });
        if (status !== 201) continue;
        taken += 1;
        const { body } = await client.get(`/v1/policies/text-${String(i)}`);
        if (body['title'] !== title)
          tally.break(`${JSON.stringify(title)} came back as ${JSON.stringify(body['title'])}`);
      }
      return `${String(taken)} of ${String(texts.length)} taken`;
    });
  },
  HOUR,
);

it(
  'huge headers are refused',
  async () => {
    await kept('huge headers', (tally) => tryHugeHeaders(open.app.url, tally));
  },
  HOUR,
);

it(
  'streams that nobody reads are bounded',
  async () => {
    await kept('idle streams', (tally) => tryIdleStreams(open.app.url, LONG ? 5000 : 60, tally));
  },
  HOUR,
);

(LONG ? it : it.skip)(
  'slow headers do not hold a connection',
  async () => {
    await kept('slow headers', (tally) => trySlowLoris(open.app.url, 800, tally));
  },
  HOUR,
);
