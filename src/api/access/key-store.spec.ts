import { afterAll, beforeAll } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { FakeKeyStore } from './fake-key-store.js';
import { keyStoreContract } from './key-store.contract.js';
import { PrismaKeyStore } from './prisma-key-store.js';

let database: TestDatabase;
let store: PrismaKeyStore;
beforeAll(async () => {
  database = await createTestDatabase();
  store = new PrismaKeyStore(database.writePool);
});
afterAll(() => database.drop());

keyStoreContract('in PostgreSQL', () => store);
const fake = new FakeKeyStore();
keyStoreContract('in memory', () => fake);
