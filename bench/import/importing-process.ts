import 'reflect-metadata';
import { openPools } from '../../src/database/connect.js';
import { importAll } from './import-all.js';
import { importFileOf } from './lines.js';

/** A separate process, so that its memory can be measured: imports this many lines with such a note, and prints its peak in kB. */
const [url = '', lines, noteLength] = process.argv.slice(2);
const pools = openPools(url);
await importAll(pools, importFileOf(Number(lines), 'x'.repeat(Number(noteLength))), Number(lines));
await pools.end();
console.log(process.resourceUsage().maxRSS);
