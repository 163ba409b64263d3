import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { FakeKeyStore } from '../../../test/support/fake-key-store.js';
import type { KeyStore } from './key-store.js';
import { PrismaKeyStore } from './prisma-key-store.js';
import { isDatabaseAway } from '../problems/to-problem.js';
import { hashOf } from './api-keys.js';

const hash = hashOf('a token');
const NEW = { role: 'viewer' as const, note: '', hash, createdBy: null, expiresAt: null };
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** What every store of API keys promises; run on each of them. */
function keyStoreContract(name: string, storeOf: () => KeyStore): void {
  describe(`a store of API keys: ${name}`, () => {
    it('gives back what was added, and nothing for other ids', async () => {
      const store = storeOf();
      expect(
        await store.add({
          ...{ id: 'k1', role: 'editor', note: '編集 "desk"', hash },
          ...{ createdBy: 'key:boss', expiresAt: '2999-12-31T23:59:59.000Z' },
        }),
      ).toBe(true);
      const key = await store.find('k1');
      expect(key).toMatchObject({
        ...{ id: 'k1', role: 'editor', note: '編集 "desk"', revokedAt: null },
        ...{ createdBy: 'key:boss', lastUsedAt: null, expiresAt: '2999-12-31T23:59:59.000Z' },
      });
      expect(key?.createdAt).toMatch(INSTANT);
      expect(Buffer.from(key?.hash ?? []).equals(hash)).toBe(true);
      expect(await store.find('k0')).toBeUndefined();
    });

    it('takes an id once, also when many try at the same moment', async () => {
      const store = storeOf();
      const add = (note: string) => store.add({ ...NEW, id: 'once', note });
      const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(add));
      expect(outcomes.filter((added) => added)).toHaveLength(1);
      expect(await add('later')).toBe(false);
      expect((await store.find('once'))?.note).toBe(['a', 'b', 'c', 'd', 'e'][outcomes.indexOf(true)]);
    });

    it('revokes permanently, with the time of the first revocation', async () => {
      const store = storeOf();
      await store.add({ ...NEW, id: 'gone' });
      expect(await store.revoke('gone')).toBe(true);
      const revokedAt = (await store.find('gone'))?.revokedAt;
      expect(revokedAt).toMatch(INSTANT);
      expect(await store.revoke('gone')).toBe(true);
      expect((await store.find('gone'))?.revokedAt).toBe(revokedAt);
      expect(await store.revoke('never-was')).toBe(false);
    });

    it('replaces the secret of a key, but not of a revoked one', async () => {
      const store = storeOf();
      await store.add({ ...NEW, id: 'turned', role: 'editor', note: 'desk' });
      const next = hashOf('another token');
      expect(await store.replaceHash('turned', next)).toBe(true);
      const key = await store.find('turned');
      expect(key).toMatchObject({ role: 'editor', note: 'desk', revokedAt: null });
      expect(Buffer.from(key?.hash ?? []).equals(next)).toBe(true);
      await store.revoke('turned');
      expect(await store.replaceHash('turned', hash)).toBe(false);
      expect(Buffer.from((await store.find('turned'))?.hash ?? []).equals(next)).toBe(true);
      expect(await store.replaceHash('never-was', hash)).toBe(false);
    });

    it('keeps when a key was last used', async () => {
      const store = storeOf();
      await store.add({ ...NEW, id: 'busy' });
      await store.markUsed('busy');
      const used = (await store.find('busy'))?.lastUsedAt ?? '';
      expect(used).toMatch(INSTANT);
      expect(Date.now() - Date.parse(used)).toBeLessThan(60_000);
      await store.markUsed('never-was');
      expect(await store.find('never-was')).toBeUndefined();
    });

    it('lists all keys, the oldest first, revoked ones too', async () => {
      const store = storeOf();
      await store.add({ ...NEW, id: 'z-first' });
      await store.add({ ...NEW, id: 'a-second' });
      await store.revoke('z-first');
      const ids = (await store.list()).map(({ id }) => id);
      expect(ids.filter((id) => ['z-first', 'a-second'].includes(id))).toEqual(['z-first', 'a-second']);
    });
  });
}

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

describe('while the table of keys is locked', () => {
  it('the database counts as away: the request may succeed later', async () => {
    const hasty = new pg.Pool({ connectionString: database.url, lock_timeout: 100 });
    const locker = await database.writePool.connect();
    try {
      await locker.query('BEGIN; LOCK TABLE access.api_keys IN ACCESS EXCLUSIVE MODE');
      const locked = new PrismaKeyStore(hasty);
      for (const ask of [
        () => locked.find('k1'),
        () => locked.list(),
        () => locked.revoke('k1'),
        () => locked.add({ ...NEW, id: 'k9' }),
      ])
        expect(await ask().then(() => 'an answer', isDatabaseAway)).toBe(true);
    } finally {
      await locker.query('ROLLBACK');
      locker.release();
      await hasty.end();
    }
  });
});
