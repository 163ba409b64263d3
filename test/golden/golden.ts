import { existsSync, readFileSync } from 'node:fs';
import { startServer } from '../support/server.js';
import { ANSWERS, goldenAnswers, goldenLog, LOG, write } from './files.js';
import { answerTo, startOn } from './golden-app.js';
import { rowsOf } from './log-rows.js';
import { permalinks } from './queries.js';
import { record } from './record-lines.js';

/**
 * `npm run golden [FILE]`: records the lines of FILE behind the golden log, then asks the permalinks of queries.ts and keeps the answers
 * to those that have none yet. What is kept already is compared, and never written anew: see AGENTS.md, "Golden answers".
 */
async function main(file: string | undefined): Promise<void> {
  const server = await startServer();
  const before = existsSync(LOG) ? goldenLog() : [];
  const app = await startOn(before);
  try {
    if (file !== undefined) await record(app, readFileSync(file, 'utf8'));
    const rows = await rowsOf(app.databaseUrl);
    const kept = existsSync(ANSWERS) ? goldenAnswers() : [];
    const changed: string[] = [];
    for (const golden of kept)
      if ((await answerTo(app, golden.path)).body !== golden.body) changed.push(golden.path);
    if (changed.length > 0) throw new Error(`These answers have changed:\n${changed.join('\n')}`);
    const known = new Set(kept.map(({ path }) => path));
    const added = (await permalinks(app, rows)).filter((path) => !known.has(path));
    const answers = [...kept];
    for (const path of added) answers.push(await answerTo(app, path));
    write(LOG, rows);
    write(ANSWERS, answers);
    process.stdout.write(`${rows.length} events, ${answers.length} answers, ${added.length} of them new\n`);
  } finally {
    await app.stop();
    await server.stop();
  }
}

await main(process.argv[2]);
