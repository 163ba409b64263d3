import 'reflect-metadata';
import { benchAppend } from './append/append.js';
import { startCluster } from './cluster.js';
import { dataSet } from './data/data-set.js';
import { benchFacts } from './facts/facts.js';
import { benchReads } from './http/reads.js';
import { readOptions } from './options.js';

const options = readOptions(process.argv.slice(2));
const cluster = await startCluster(options.dataDir);
const has = (part: string) => options.parts.includes(part as never);
try {
  if (has('append'))
    for (const { callers, standings } of await benchAppend(cluster, options)) {
      console.log(callers);
      console.table(standings.map(({ ratios, ...s }) => ({ ...s, ...ratios })));
    }
  const sets = [];
  if (has('state') || has('page') || has('facts'))
    for (const e of options.sizes) sets.push(await dataSet(cluster, e));
  console.log(sets);
  if (has('facts'))
    for (const s of sets)
      console.log(JSON.stringify(await benchFacts(s, s === sets[0] ? options.rounds : 1), null, 1));
  if (has('state') || has('page'))
    console.log(
      JSON.stringify(
        (await benchReads(sets, options)).map((s) => ({
          ...s,
          ratios: Object.values(s.ratios)
            .map((x) => x.toFixed(2))
            .join(' '),
        })),
        null,
        1,
      ),
    );
} finally {
  await cluster.stop();
}
