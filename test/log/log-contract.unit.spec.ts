import { InMemoryLog } from '../support/in-memory-log.js';
import { logContract } from './log-contract.js';

logContract('Memory', () => {
  const log = new InMemoryLog();
  return Promise.resolve({ log, reader: log, close: () => Promise.resolve() });
});
