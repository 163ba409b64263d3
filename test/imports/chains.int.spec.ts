import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventLog } from '../../src/event-store/append.js';
import type { Append } from '../../src/event-store/event.js';
import { LogReader } from '../../src/event-store/read.js';
import { Importer } from '../../src/write/import/importer.js';
import { LiveLog } from '../../src/write/import/import-logs.js';
import { lineOf } from '../../src/write/import/import-line.js';
import type { Json } from '../../src/domain/json.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { policyLine, statusLine } from './over-http.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The log, with something that another writer does just before the first lines are appended all or none. */
class DisturbedLog extends LiveLog {
  calls = 0;
  disturb: (() => Promise<unknown>) | null = null;

  override async appendAllOrNone(appends: readonly Append[]) {
    this.calls += 1;
    const { disturb } = this;
    this.disturb = null;
    await disturb?.();
    return super.appendAllOrNone(appends);
  }
}

async function importing(lines: readonly object[], disturb: (() => Promise<unknown>) | null = null) {
  const eventLog = new EventLog(database.writePool);
  const log = new DisturbedLog(database.writePool, eventLog, new AbortController().signal);
  log.disturb = disturb;
  const importer = new Importer(log, { actor: 'test', correlationId: 'import:1' }, () => undefined);
  await importer.take(lines.map((line, i) => lineOf(line as Json, i + 1)));
  await importer.finish();
  await log.close(true);
  const { recorded, alreadyDone, rejected } = importer.tally;
  return { tally: { recorded, alreadyDone, rejected }, calls: log.calls };
}

/** A policy whose only development is corrected again and again. */
function chain(policyId: string, corrections: number): object[] {
  const lines: object[] = [policyLine(policyId), statusLine(policyId, `${policyId}:0`, 'planned')];
  for (let i = 1; i <= corrections; i += 1) {
    const { policyId: _, ...correction } = statusLine(policyId, `${policyId}:${i}`, `planned-${i}`);
    lines.push({ corrects: `${policyId}:${i - 1}`, ...correction });
  }
  return lines;
}

/** Each event of a policy, and the version of the one that it corrects. */
async function corrections(policyId: string): Promise<(number | undefined)[]> {
  const events = await new LogReader(database.readPool).readStream(`policy:${policyId}`);
  const versions = new Map(events.map(({ eventId, version }) => [eventId, version]));
  return events.map(({ payload }) =>
    versions.get((JSON.parse(payload) as { corrects?: string }).corrects ?? ''),
  );
}

describe('Lines that rest on lines before them', () => {
  it('are appended together', async () => {
    const { tally, calls } = await importing(chain('calm', 20));
    expect({ tally, calls }).toEqual({ tally: { recorded: 22, alreadyDone: 0, rejected: 0 }, calls: 1 });
    expect(await corrections('calm')).toEqual([
      undefined,
      undefined,
      ...Array.from({ length: 20 }, (_, i) => i + 2),
    ]);
  });

  it('name what another writer has recorded meanwhile, and not the event that a line was about to be', async () => {
    const { tally } = await importing(chain('raced', 3), () => importing(chain('raced', 1)));
    expect(tally).toEqual({ recorded: 2, alreadyDone: 3, rejected: 0 });
    expect(await corrections('raced')).toEqual([undefined, undefined, 2, 3, 4]);
  });
});
