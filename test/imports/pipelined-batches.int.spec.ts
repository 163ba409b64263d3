import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventLog } from '../../src/event-store/append.js';
import { LogReader } from '../../src/event-store/read.js';
import { checkAppend } from '../../src/event-store/append-call.js';
import { Importer } from '../../src/write/import/importer.js';
import { LiveLog } from '../../src/write/import/import-logs.js';
import { lineOf } from '../../src/write/import/import-line.js';
import type { Reject } from '../../src/write/import/reject.js';
import type { Json } from '../../src/domain/json.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend } from '../support/events.js';
import { policyLine, statusLine } from './over-http.js';

const past = { recordedAt: '2024-01-10T00:00:00Z' };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Takes batches as fast as they can be decided: each while the previous one is being appended. */
async function importing(batches: readonly object[][]) {
  const log = new LiveLog(database.writePool, new EventLog(database.writePool), new AbortController().signal);
  const rejects: Reject[] = [];
  const importer = new Importer(log, { actor: 'test', correlationId: 'import:1' }, (reject) => {
    rejects.push(reject);
  });
  let number = 0;
  try {
    for (const batch of batches)
      await importer.take(batch.map((line) => lineOf(line as Json, (number += 1))));
    await importer.finish();
  } finally {
    await importer.finish().catch(() => undefined);
    await log.close(true);
  }
  return { tally: importer.tally, rejects: rejects.map(({ line, problem }) => [line, problem.type]) };
}

describe('A batch of lines of the past that is still on its way to the log', () => {
  it('counts for the next: its policies, the names it uses, and what may be corrected', async () => {
    const { policyId: _, ...replacement } = statusLine('way', 'w:1b', 'approved', past);
    const again = statusLine('way', 'w:1', 'planned', past);
    const result = await importing([
      [policyLine('way', past), again, again],
      [
        { corrects: 'w:1', ...replacement },
        statusLine('way', 'w:1', 'other', past),
        again,
        policyLine('way', past),
      ],
      [
        { retracts: 'w:1b', reason: 'It was about another policy', externalId: 'w:1c', ...past },
        statusLine('way', 'w:2', 'ended', past),
        again,
      ],
    ]);
    expect(result).toEqual({
      tally: { read: 10, recorded: 5, recordedAnew: 0, alreadyDone: 4, rejected: 1, warned: 0, warnings: [] },
      rejects: [[5, '/problems/external-id-taken']],
    });
    const events = await new LogReader(database.readPool).readStream('policy:way');
    expect(events.map(({ kind, version }) => [version, kind])).toEqual([
      [1, 'policy-registered'],
      [2, 'status-reported'],
      [3, 'status-reported'],
      [4, 'development-retracted'],
      [5, 'status-reported'],
    ]);
  });

  it('reports its failure to the next call that waits', async () => {
    const early = { recordedAt: '2023-01-01T00:00:00Z' };
    const refused = importing([[policyLine('early', early)], [statusLine('early', 'e:1', 'planned', early)]]);
    await expect(refused).rejects.toMatchObject({ slug: 'backfill-below-head' });
    await expect(importing([[policyLine('early', early)]])).rejects.toMatchObject({
      slug: 'backfill-below-head',
    });
    expect(await new LogReader(database.readPool).readStream('policy:early')).toEqual([]);
  });
});

describe('Payloads travel as lines', () => {
  it('so one with a line break, which canonical JSON never has, is refused', () => {
    const { events, ...append } = anAppend('s');
    const payload = '{"a":\n1}';
    expect(() => {
      checkAppend({ ...append, events: events.map((event) => ({ ...event, payload })) });
    }).toThrow('canonical JSON');
  });
});
