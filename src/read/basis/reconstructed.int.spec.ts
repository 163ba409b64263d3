import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventLog } from '../../event-store/append.js';
import { BackfillSession } from '../../event-store/backfill-session.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { anAppend } from '../../../test/support/events.js';
import { isReconstructed } from './reconstructed.js';

let database: TestDatabase;
let log: EventLog;

beforeEach(async () => {
  database = await createTestDatabase();
  log = new EventLog(database.writePool);
});
afterEach(() => database.drop());

const asked = (position: number, ids: string[] | null) => isReconstructed(database.readPool, position, ids);

describe('Whether an answer rests on backfilled records', () => {
  it('is asked of a log that has none yet, and then has one', async () => {
    expect(await asked(0, null)).toBe(false);
    await log.append(anAppend('policy:one'));
    expect(await asked(1, null)).toBe(false);
    await sleep(5);
    const recordedAt = new Date().toISOString();
    await sleep(5);
    const session = await BackfillSession.begin(database.writePool, AbortSignal.timeout(20_000));
    await log.backfill([anAppend('policy:two', { recordedAt })], null, session.client);
    await session.end({ finished: true });
    await log.append(anAppend('policy:three'));
    expect(await asked(1, null)).toBe(false);
    expect(await asked(2, null)).toBe(true);
    expect(await asked(3, ['one', 'three'])).toBe(false);
    expect(await asked(3, ['one', 'two'])).toBe(true);
    expect(await asked(1, ['two'])).toBe(false);
  });

  it('is asked once of a log that has none, and again only about what came after', async () => {
    await log.append(anAppend('policy:one'));
    await log.append(anAppend('policy:one'));
    const query = jest.spyOn(database.readPool, 'query');
    for (const position of [1, 2, 0, 2]) expect(await asked(position, null)).toBe(false);
    expect(query).toHaveBeenCalledTimes(1);
    await log.append(anAppend('policy:one'));
    expect(await asked(3, ['one'])).toBe(false);
    expect(query).toHaveBeenCalledTimes(2);
  });
});
