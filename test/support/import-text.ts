import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { EventLog } from '../../src/event-store/append.js';
import { importFile } from '../../src/write/import/import-file.js';
import type { Tally } from '../../src/write/import/import-report.js';
import { ndjsonLines } from '../../src/write/import/import-source.js';

/** Imports the lines of a file. @returns what was rejected, too */
export async function importText(
  pool: pg.Pool,
  file: Buffer | string,
): Promise<{ tally: Tally; rejects: unknown[] }> {
  const rejects: unknown[] = [];
  const tally = await importFile(ndjsonLines(Readable.from([Buffer.from(file)])), {
    pool,
    log: new EventLog(pool),
    by: { actor: 'test', correlationId: `import:${randomUUID()}` },
    dryRun: false,
    signal: new AbortController().signal,
    onReject: (reject) => rejects.push(reject),
    onProgress: () => undefined,
  });
  return { tally, rejects };
}
