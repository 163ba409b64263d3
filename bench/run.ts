import 'reflect-metadata';
import { startCluster } from './cluster.js';
import { dataSet } from './data/data-set.js';
import { readOptions, USAGE, type BenchOptions, type Part } from './options.js';
import { circumstances, writeReport } from './report.js';
import {
  appendSections,
  countSection,
  exportSection,
  factsSection,
  importSection,
  readSection,
} from './sections.js';
import { sectionText, type Section } from './tables.js';

/** Parts that are measured over HTTP. */
const READ: readonly Part[] = ['state', 'page', 'summary', 'diff'];

async function run(options: BenchOptions, command: string): Promise<void> {
  const { parts, sizes, rounds, dataDir, report } = options;
  const cluster = await startCluster(dataDir);
  const texts = [circumstances(command, await cluster.version())];
  const show = (section: Section) => {
    const text = sectionText(section);
    texts.push(text);
    console.log(text);
  };
  try {
    if (parts.includes('append')) for (const section of await appendSections(cluster, options)) show(section);
    if (parts.includes('import')) show(await importSection(cluster, options));
    if (parts.includes('export')) show(await exportSection(cluster, options));
    if (!parts.some((part) => !['append', 'import', 'export'].includes(part))) return;
    const sets = [];
    for (const events of sizes) sets.push(await dataSet(cluster, events));
    if (parts.includes('facts'))
      // One round of the large log takes as long as many of the small one.
      for (const set of sets) show(await factsSection(set, set === sets[0] ? rounds : 1));
    if (parts.some((part) => READ.includes(part))) show(await readSection(sets, options));
    if (parts.includes('summary')) show(await countSection(cluster, options));
  } finally {
    await cluster.stop();
    if (report !== undefined) writeReport(report, texts.join('\n'));
  }
}

const given = process.argv.slice(2);
if (given.includes('--help')) console.log(USAGE);
else
  await run(readOptions(given), ['npm run bench', ...(given.length > 0 ? ['--', ...given] : [])].join(' '));
