import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Pools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';
import { importFile } from '../../src/write/import/import-file.js';
import { ndjsonLines } from '../../src/write/import/import-source.js';

/** Imports a file of this many lines. @throws Error if one of them is not recorded */
export async function importAll({ write }: Pools, file: Iterable<Buffer>, lines: number): Promise<void> {
  const { recorded } = await importFile(ndjsonLines(Readable.from(file)), {
    pool: write,
    log: new EventLog(write),
    by: { actor: 'bench', correlationId: `import:${randomUUID()}` },
    dryRun: false,
    signal: new AbortController().signal,
    onReject: ({ line, problem }) => {
      throw new Error(`line ${line}: ${problem.detail}`);
    },
    onProgress: () => undefined,
  });
  if (recorded !== lines) throw new Error(`${recorded} of ${lines} lines were recorded`);
}
