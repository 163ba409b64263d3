import pg from 'pg';

const connect = async ({ url }, size) => {
  const { getPostgreSQLEventStore } = await import('@event-driven-io/emmett-postgresql');
  const pool = new pg.Pool({ connectionString: url, max: size });
  return { pool, store: getPostgreSQLEventStore(url, { connectionOptions: { pool } }) };
};

export async function prepare(servers) {
  const { pool, store } = await connect(servers, 1);
  await store.schema.migrate();
  await store.close();
  await pool.end();
}

/**
 * Emmett on PostgreSQL. Version 0 is given as a number: `STREAM_DOES_NOT_EXIST` is sent to the database as "any version"
 * (0.42.0), so a second writer that comes while the first one commits is accepted, too.
 */
export async function open(servers, size) {
  const { pool, store } = await connect(servers, size);
  return {
    append: (stream, version, data) =>
      store.appendToStream(stream, [{ type: 'noted', data }], { expectedStreamVersion: BigInt(version) }),
    read: async (stream) => (await store.readStream(stream)).events,
    payloadOf: ({ data }) => data,
    end: async () => {
      await store.close();
      await pool.end();
    },
  };
}
