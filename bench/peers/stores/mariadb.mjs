import mysql from 'mysql2/promise';
import { countsText, dayOf, stateText } from './bitemporal.mjs';

/** Application-time period and system versioning, as the manual has them. */
const STATEMENTS = [
  'CREATE DATABASE peers CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
  'USE peers',
  'CREATE TABLE policies (policy_id VARCHAR(120) PRIMARY KEY, version BIGINT NOT NULL)',
  `CREATE TABLE facts (
    policy_id VARCHAR(120) NOT NULL, path VARCHAR(120) NOT NULL, valid_from DATE NOT NULL, valid_to DATE NOT NULL,
    definite BOOLEAN NOT NULL, value TEXT, rest TEXT NOT NULL,
    PERIOD FOR validity (valid_from, valid_to),
    PRIMARY KEY (policy_id, path, validity WITHOUT OVERLAPS),
    KEY by_path (path, valid_from, valid_to)
  ) WITH SYSTEM VERSIONING`,
];
const AT_ONCE = 2000;
const TRIES = 20;
const PATH = 'note';
const FOREVER = '2038-01-19 03:14:07.999999';
/** RFC 3339 as MariaDB has it. */
const instantOf = (text) => text.replace('T', ' ').replace('Z', '');

const connect = async ({ mariaSocket }, options) => {
  if (mariaSocket === null) throw new Error('MariaDB is not installed');
  return { socketPath: mariaSocket, user: 'root', timezone: 'Z', dateStrings: true, ...options };
};

async function once(servers, options, work) {
  const connection = await mysql.createConnection(await connect(servers, options));
  await work(connection);
  await connection.end();
}

export const prepare = (servers) =>
  once(servers, {}, async (connection) => {
    for (const statement of STATEMENTS) await connection.query(statement);
  });

export const load = (servers, facts) =>
  once(servers, { database: 'peers' }, async (connection) => {
    await connection.query(
      'SET system_versioning_insert_history = 1, unique_checks = 0, time_zone = "+00:00"',
    );
    const columns = 'policy_id, path, valid_from, valid_to, definite, value, rest, row_start, row_end';
    for (let i = 0; i < facts.length; i += AT_ONCE) {
      const rows = facts
        .slice(i, i + AT_ONCE)
        .map((fact) => [
          ...[fact.policy, fact.path, fact.validFrom, fact.validTo, fact.definite, fact.value, fact.rest],
          ...[instantOf(fact.knownFrom), fact.knownTo === null ? FOREVER : instantOf(fact.knownTo)],
        ]);
      await connection.query(`INSERT INTO facts (${columns}) VALUES ?`, [rows]);
    }
    await connection.query('ANALYZE TABLE facts');
  });

/** Statement by statement: in a procedure that is called again and again, `FOR PORTION OF` ends MariaDB 10.11.19 (segmentation fault). */
async function recordOnce(pool, { policy, version, day, value }) {
  const connection = await pool.getConnection();
  try {
    await connection.query('START TRANSACTION');
    if (version === 0) {
      await connection.query('INSERT INTO policies VALUES (?, 1)', [policy]);
      await connection.query('INSERT INTO facts VALUES (?, ?, ?, ?, true, ?, ?)', [
        ...[policy, PATH, day, '9999-12-31', value, ''],
      ]);
    } else {
      const next = 'UPDATE policies SET version = version + 1 WHERE policy_id = ? AND version = ?';
      const [{ affectedRows }] = await connection.query(next, [policy, version]);
      if (affectedRows !== 1) throw new Error('the policy has another version');
      const portion = `UPDATE facts FOR PORTION OF validity FROM ? TO '9999-12-31' SET value = ? WHERE policy_id = ? AND path = ?`;
      await connection.query(portion, [day, value, policy, PATH]);
    }
    await connection.query('COMMIT');
  } catch (error) {
    await connection.query('ROLLBACK');
    throw error;
  } finally {
    connection.release();
  }
}

/** Periods in MariaDB. A stream is a policy with one field, event n changes it from day n on. */
export async function open(servers, size) {
  const pool = mysql.createPool(await connect(servers, { database: 'peers', connectionLimit: size }));
  const ask = async (text, values) => (await pool.execute(text, values))[0];
  /** Neighbours in an index can end in a deadlock, which the manual tells to repeat. */
  const record = (fact, tries = TRIES) =>
    recordOnce(pool, fact).catch((error) => {
      if (error.code !== 'ER_LOCK_DEADLOCK' || tries === 1) throw error;
      return record(fact, tries - 1);
    });
  return {
    append: (stream, version, payload) =>
      record({ policy: stream, version, day: dayOf(version), value: JSON.stringify(payload) }),
    read: async (stream) => {
      const text =
        'SELECT path, valid_from AS since, row_start AS recorded, value FROM facts WHERE policy_id = ? ORDER BY valid_from';
      return (await ask(text, [stream])).map((row) => ({ ...row, value: JSON.parse(row.value) }));
    },
    payloadOf: ({ value }) => value,
    stateAsOf: async ({ policy, asOf, instant }) => {
      const text = `SELECT path, definite, value, rest FROM facts FOR SYSTEM_TIME AS OF TIMESTAMP ?
        WHERE policy_id = ? AND valid_from <= ? AND valid_to > ? ORDER BY path`;
      return stateText(await ask(text, [instantOf(instant), policy, asOf, asOf]));
    },
    countByStatus: async ({ asOf, instant }) => {
      const text = `SELECT value, COUNT(*) AS count FROM facts FOR SYSTEM_TIME AS OF TIMESTAMP ?
        WHERE path = 'status' AND definite AND valid_from <= ? AND valid_to > ? GROUP BY value ORDER BY value`;
      return countsText(await ask(text, [instantOf(instant), asOf, asOf]));
    },
    end: () => pool.end(),
  };
}
