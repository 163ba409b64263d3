import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openPools, type Pools } from '../../src/database/connect.js';
import { prepareDatabase } from '../../src/database/open-database.js';
import { privilegesOf } from '../../src/database/privileges.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { statusOn } from '../api/client.js';
import { ask, post } from '../support/requests.js';

const suffix = randomBytes(4).toString('hex');
const APP = `app_${suffix}`;
const READER = `reader_${suffix}`;
const PASSWORD = 'a password: with @ signs/';

let database: TestDatabase;
let urls: { owner: string; app: string; reader: string };
let pools: Pools;
let service: TestApp;

const as = (role: string): string => {
  const url = new URL(database.url);
  url.username = role;
  url.password = encodeURIComponent(PASSWORD);
  return url.href;
};

beforeAll(async () => {
  database = await createTestDatabase();
  // The administrator may make roles, as in the container's image; the owner of the tables need not.
  urls = { owner: database.adminUrl, app: as(APP), reader: as(READER) };
  await prepareDatabase(urls);
  pools = openPools(urls.app, { readerUrl: urls.reader });
  service = await startTestApp({
    DATABASE_OWNER_URL: urls.owner,
    DATABASE_URL: urls.app,
    DATABASE_READER_URL: urls.reader,
  });
});
afterAll(async () => {
  await service.stop();
  await pools.end();
  await database.drop();
  const admin = new pg.Client({ connectionString: process.env['TEST_ADMIN_URL'] });
  await admin.connect();
  await admin.query(`DROP ROLE ${APP}, ${READER}`);
  await admin.end();
});

const LOG_TABLES = ['log.events', 'log.idempotency_keys', 'log.first_backfill', 'log.redactions'];
const SIGNED = ['proof.log', 'proof.identities', 'proof.checkpoints'];
const INSERT = `INSERT INTO log.events (position, stream, version, event_id, kind, schema_version, payload, salt, leaf_hash, actor, recorded_at)
  VALUES (99, 's', 1, gen_random_uuid(), 'k', 1, '{}', decode(repeat('00', 16), 'hex'), '', 'a', now())`;
const REFUSED = [
  `UPDATE log.events SET payload = '{}'`,
  `UPDATE log.idempotency_keys SET digest = 'x'`,
  'UPDATE log.first_backfill SET position = 1',
  'INSERT INTO log.redactions VALUES (1, 2, sha256(NULL))',
  'UPDATE log.redactions SET redacted_by = 1',
  INSERT,
  `INSERT INTO log.idempotency_keys VALUES ('x', 'x', 1, 1)`,
  'INSERT INTO log.first_backfill (position) VALUES (1)',
  'UPDATE proof.checkpoints SET size = 1',
  'UPDATE proof.identities SET number = 2',
  `UPDATE access.audit SET act = ''`,
  'DELETE FROM access.audit',
  'UPDATE access.audit_outcomes SET refused = true',
  'TRUNCATE access.audit',
  'ALTER TABLE access.audit DISABLE TRIGGER ALL',
  ...[...LOG_TABLES, ...SIGNED].flatMap((table) => [
    `DELETE FROM ${table}`,
    `TRUNCATE ${table}`,
    `DROP TABLE ${table}`,
    `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
    `ALTER TABLE ${table} DISABLE TRIGGER append_only`,
    `DROP TRIGGER append_only ON ${table}`,
    `CREATE TRIGGER mine BEFORE INSERT ON ${table} EXECUTE FUNCTION log.refuse_change()`,
    `ALTER TABLE ${table} ADD mine int`,
    `ALTER TABLE ${table} OWNER TO CURRENT_USER`,
    `CREATE RULE mine AS ON INSERT TO ${table} DO INSTEAD NOTHING`,
  ]),
  'CREATE TABLE log.mine (a int)',
  'CREATE FUNCTION log.mine() RETURNS int LANGUAGE sql RETURN 1',
  'DROP SCHEMA log CASCADE',
  'ALTER SCHEMA log RENAME TO mine',
  'TRUNCATE log.subscriptions',
  'DROP TABLE log.subscriptions',
  'SET session_replication_role = replica',
  'DROP FUNCTION log.append',
  'ALTER FUNCTION log.refuse_change() OWNER TO CURRENT_USER',
  'CREATE TABLE public.mine (a int)',
];

describe('The role of the service', () => {
  it.each(REFUSED)('is refused by PostgreSQL, not by a trigger: %s', async (sql) => {
    const refused = pools.write.query(sql);
    await expect(refused).rejects.toMatchObject({ code: '42501' });
    await expect(refused).rejects.not.toThrow(/append-only|what was signed stays/);
  });

  it('may write in the schemas of log and proof only what is no part of either', async () => {
    const { rows } = await pools.write.query<{ name: string; may: string }>(
      `SELECT format('%s.%s', schemaname, tablename) AS name, string_agg(privilege, ' ' ORDER BY privilege) AS may
       FROM pg_tables, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS privilege
       WHERE schemaname IN ('log', 'proof') AND has_table_privilege(format('%I.%I', schemaname, tablename), privilege)
       GROUP BY 1 ORDER BY 1`,
    );
    expect(rows.map(({ name, may }) => `${name}: ${may}`)).toEqual([
      'log.backfill_pause: DELETE INSERT UPDATE',
      'log.subscriptions: DELETE INSERT UPDATE',
      'proof.checkpoints: INSERT',
      'proof.covered: DELETE INSERT UPDATE',
      'proof.identities: INSERT',
      'proof.streams: DELETE INSERT UPDATE',
      'proof.tiles: DELETE INSERT UPDATE',
      'proof.verifications: INSERT',
    ]);
  });

  it('that reads may write nothing, and sees no keys', async () => {
    const client = new pg.Client({ connectionString: urls.reader });
    await client.connect();
    try {
      await client.query('SELECT count(*) FROM log.events, read.facts');
      for (const sql of [
        'DELETE FROM read.facts',
        'UPDATE log.subscriptions SET checkpoint = 0',
        INSERT,
        'SELECT * FROM access.api_keys',
        'SELECT * FROM jobs.jobs',
        `SELECT * FROM log.append('{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}')`,
      ])
        await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });

  it('does all that the service does: records, reads, rebuilds, proves', async () => {
    expect(
      (await post(service, '/v1/policies', { id: 'p', title: 'P', jurisdiction: 'JP', area: 'a' })).status,
    ).toBe(201);
    const recorded = await post(service, '/v1/policies/p/developments', {
      ...statusOn('2024-01-01', 'approved'),
      sources: [{ title: 'S', published: '2024-01-02' }],
    });
    expect(recorded).toMatchObject({ status: 201 });
    const before = await ask(service, '/v1/policies/p?asOf=2024-07-01');
    expect(await ask(service, '/v1/policies?publishedBy=2024-01-03')).toMatchObject({
      items: [{ policyId: 'p' }],
    });
    await rebuildFacts(pools.write);
    expect(await ask(service, '/v1/policies/p?asOf=2024-07-01')).toEqual(before);
    expect(await ask(service, '/v1/policies/p/proof?asOf=2024-07-01')).toMatchObject({
      map: { hashes: { length: 16 } },
    });
    expect(service.application.privileges).toMatchObject({ separated: true });
    expect((await ask(service, '/health/ready')) as object).not.toHaveProperty('warnings.privileges');
  });

  it('is not given its privileges again at the next start, nor without its owner, until a migration comes', async () => {
    await prepareDatabase(urls);
    await prepareDatabase({ app: urls.app });
    expect(await privilegesOf(pools)).toEqual({
      separated: true,
      detail: expect.stringContaining(`appends as ${APP} and reads as ${READER}`) as unknown,
    });
  });

  it('may be the owner: then the service says that privileges are not separated', async () => {
    const own = { write: database.writePool, read: database.readPool };
    expect(await privilegesOf(own)).toMatchObject({ separated: false });
  });
});
