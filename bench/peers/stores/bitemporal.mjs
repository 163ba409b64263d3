import pg from 'pg';

/** Settings of sessions, so that days and instants are written the same everywhere. */
export const OPTIONS = '-c datestyle=ISO -c timezone=UTC';
const AT_ONCE = 5000;
const COLUMNS = 'policy path validFrom validTo knownFrom knownTo definite value rest'.split(' ');
const DAY_MS = 86_400_000;

/** The day from which the event after a version holds. */
export const dayOf = (version) =>
  new Date(Date.UTC(2015, 0, 1) + version * DAY_MS).toISOString().slice(0, 10);

export async function withSession(url, work) {
  const client = new pg.Client({ connectionString: url, options: OPTIONS });
  await client.connect();
  await work(client);
  await client.end();
}

/** @param sql inserts rows of arrays, one for each of COLUMNS */
export const loadFacts = (url, sql, facts) =>
  withSession(url, async (client) => {
    for (let i = 0; i < facts.length; i += AT_ONCE) {
      const some = facts.slice(i, i + AT_ONCE);
      await client.query(
        sql,
        COLUMNS.map((column) => some.map((fact) => fact[column])),
      );
    }
    await client.query('VACUUM ANALYZE');
  });

/** The members of an answer that all bitemporal peers can give. */
export const stateText = (rows) =>
  `{"fields":{${rows
    .map(({ path, value, rest }) => `${JSON.stringify(path)}:{"value":${value},${rest}}`)
    .join(',')}}}`;

export const countsText = (rows) =>
  `{"items":[${rows.map(({ value, count }) => `{"value":${value},"count":${count}}`).join(',')}]}`;
