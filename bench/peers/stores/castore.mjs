import { createRequire } from 'node:module';

const adapterClass = () =>
  createRequire(import.meta.url)('@castore/event-storage-adapter-postgres').PostgresEventStorageAdapter;
const TABLE = 'events';

/** Castore: one table, the version is checked by its unique key. */
export const prepare = ({ url }) =>
  adapterClass().createEventTable({
    connectionString: url,
    tableName: TABLE,
    aggregateId: { type: 'VARCHAR', length: 120 },
  });

export function open({ url }, size) {
  const adapter = new (adapterClass())({ connectionString: `${url}?max=${size}`, tableName: TABLE });
  const of = { eventStoreId: 'policies' };
  return {
    append: (stream, version, payload) =>
      adapter.pushEvent({ aggregateId: stream, version: version + 1, type: 'noted', payload }, of),
    read: async (stream) => (await adapter.getEvents(stream, of)).events,
    payloadOf: ({ payload }) => payload,
    // It has no way to close its connections.
    end: () => adapter._sql.end(),
  };
}
