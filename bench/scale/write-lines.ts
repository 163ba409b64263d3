/** Writes import lines to standard output: `write-lines.ts <policies> <developments each>`. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { scaleLines } from './lines.js';

const [policies = 50_000, developments = 3] = process.argv.slice(2).map(Number);

function* chunks(): Generator<string> {
  let text = '';
  for (const line of scaleLines(policies, developments)) {
    text += `${line}\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

await pipeline(Readable.from(chunks()), process.stdout);
