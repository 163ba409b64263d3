import pg from 'pg';

const connect = async ({ url }, size) => {
  const { PostgresEventStore } = await import('@dcb-es/event-store-postgres');
  const pool = new pg.Pool({ connectionString: url, max: size });
  return { pool, store: new PostgresEventStore({ pool }) };
};

export async function prepare(servers) {
  const { pool, store } = await connect(servers, 1);
  await store.ensureInstalled();
  await pool.end();
}

/** Where version n of a stream is. */
const seen = new Map();

/** Dynamic consistency boundaries: the condition is that nothing of the stream came after what the caller has seen. */
export async function open(servers, size) {
  const { Tags, Query } = await import('@dcb-es/event-store');
  const { pool, store } = await connect(servers, size);
  const of = (stream) => Query.fromItems([{ types: ['noted'], tags: Tags.fromObj({ stream }) }]);
  return {
    append: async (stream, version, data) => {
      const after = seen.get(`${stream} ${version}`);
      const condition = { failIfEventsMatch: of(stream), ...(after !== undefined && { after }) };
      const event = { type: 'noted', tags: Tags.fromObj({ stream }), data, metadata: {} };
      seen.set(`${stream} ${version + 1}`, await store.append({ events: [event], condition }));
    },
    read: async (stream) => {
      const found = [];
      for await (const event of store.read(of(stream))) found.push(event);
      return found;
    },
    payloadOf: ({ event }) => event.data,
    end: () => pool.end(),
  };
}
