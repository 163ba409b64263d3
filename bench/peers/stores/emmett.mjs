import pg from 'pg';

/** Emmett on PostgreSQL. */
export async function open(url, size) {
  const { getPostgreSQLEventStore } = await import('@event-driven-io/emmett-postgresql');
  const pool = new pg.Pool({ connectionString: url, max: size });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  return {
    append: (stream, version, data) =>
      store.appendToStream(stream, [{ type: 'noted', data }], {
        expectedStreamVersion: version === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(version),
      }),
    read: async (stream) => (await store.readStream(stream)).events.map(({ data }) => data),
    end: async () => {
      await store.close();
      await pool.end();
    },
  };
}
