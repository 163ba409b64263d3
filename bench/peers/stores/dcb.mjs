import pg from 'pg';

/** Dynamic consistency boundaries: the condition is that nothing of the stream came after what the caller has seen. */
export async function open(url, size) {
  const { PostgresEventStore } = await import('@dcb-es/event-store-postgres');
  const { Tags, Query } = await import('@dcb-es/event-store');
  const pool = new pg.Pool({ connectionString: url, max: size });
  const store = new PostgresEventStore({ pool });
  await store.ensureInstalled();
  const of = (stream) => Query.fromItems([{ types: ['noted'], tags: Tags.fromObj({ stream }) }]);
  /** Where version n of a stream is. */
  const seen = new Map();
  return {
    append: async (stream, version, data) => {
      const after = seen.get(`${stream} ${version}`);
      const condition = { failIfEventsMatch: of(stream), ...(after !== undefined && { after }) };
      const event = { type: 'noted', tags: Tags.fromObj({ stream }), data, metadata: {} };
      seen.set(`${stream} ${version + 1}`, await store.append({ events: [event], condition }));
    },
    read: async (stream) => {
      const found = [];
      for await (const { event } of store.read(of(stream))) found.push(event.data);
      return found;
    },
    end: () => pool.end(),
  };
}
