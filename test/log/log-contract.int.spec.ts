import { EventLog } from '../../src/event-store/append.js';
import { LogReader } from '../../src/event-store/read.js';
import { createTestDatabase } from '../support/database.js';
import { logContract } from './log-contract.js';

logContract('PostgreSQL', async () => {
  const { writePool, readPool, drop } = await createTestDatabase();
  return { log: new EventLog(writePool), reader: new LogReader(readPool), close: drop };
});
