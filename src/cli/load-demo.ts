import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Imports } from '../write/import/imports.js';

const FILE = fileURLToPath(new URL('../../data/japan-defence.ndjson', import.meta.url));
const BY = { actor: 'demo', correlationId: 'demo' };

/** Imports the demo timeline. A second load changes nothing: every line is already there. */
export async function loadDemo(imports: Imports): Promise<void> {
  await imports.importNow(createReadStream(FILE), BY);
}
