import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { FakeAuditLog } from '../../../test/support/fake-audit-log.js';
import type { AuditLog } from './audit-log.js';
import { PostgresAuditLog } from './postgres-audit-log.js';

const ACT = {
  ...{ actor: 'key:admin', act: 'key-created', target: null },
  ...{ address: '192.0.2.7', requestId: 'r-1' },
};
const DONE = { refused: false, target: 'abc', details: { note: '編集 "desk"' } };
const done = async (audit: AuditLog, target: string | null) => {
  await audit.end(await audit.begin(ACT), { ...DONE, target });
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe.each([
  ['in PostgreSQL', () => new PostgresAuditLog(database.writePool)],
  ['in memory', () => new FakeAuditLog()],
] as [string, () => AuditLog][])('The audit %s', (_, open) => {
  it('gives acts back, the newest first and page by page', async () => {
    const audit = open();
    for (const target of ['a', 'b', null]) await done(audit, target);
    const all = await audit.list(10);
    expect(all.map(({ target }) => target)).toEqual([null, 'b', 'a']);
    expect(all[1]).toMatchObject({ ...ACT, target: 'b', details: DONE.details });
    expect(all[1]).not.toHaveProperty('outcome');
    expect(all[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/);
    const [newest] = await audit.list(1);
    expect((await audit.list(10, newest?.id)).map(({ target }) => target)).toEqual(['b', 'a']);
  });

  it('keeps an act whose end nobody saw, and does not list one that was refused', async () => {
    const audit = open();
    await audit.begin({ ...ACT, target: 'cut off' });
    await audit.end(await audit.begin({ ...ACT, target: 'nobody' }), { ...DONE, refused: true });
    expect((await audit.list(1))[0]).toMatchObject({ target: 'cut off', outcome: 'unknown', details: {} });
  });
});

it('PostgreSQL refuses to change what is in the audit, also to its owner', async () => {
  await done(new PostgresAuditLog(database.writePool), 'abc');
  for (const change of [
    `UPDATE access.audit SET actor = 'somebody else'`,
    'DELETE FROM access.audit',
    'TRUNCATE access.audit',
    'UPDATE access.audit_outcomes SET refused = true',
    'DELETE FROM access.audit_outcomes',
  ])
    await expect(database.writePool.query(change)).rejects.toThrow(/the audit is append-only/);
});
