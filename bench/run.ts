import { benchAppend } from './append/append.js';
import { startCluster } from './cluster.js';
import { readOptions } from './options.js';

const options = readOptions(process.argv.slice(2));
const cluster = await startCluster(options.dataDir);
try {
  for (const { callers, standings } of await benchAppend(cluster, options)) {
    console.log(callers);
    console.table(standings.map(({ ratios, ...s }) => ({ ...s, ...ratios })));
  }
} finally {
  await cluster.stop();
}
