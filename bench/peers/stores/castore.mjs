import { createRequire } from 'node:module';

/** Castore: one table, the version is checked by its primary key. */
export async function open(url, size) {
  const { PostgresEventStorageAdapter } = createRequire(import.meta.url)(
    '@castore/event-storage-adapter-postgres',
  );
  const connectionString = `${url}?max=${size}&idle_timeout=1`;
  const table = { connectionString, tableName: 'events' };
  await PostgresEventStorageAdapter.createEventTable({
    ...table,
    aggregateId: { type: 'VARCHAR', length: 120 },
  });
  const adapter = new PostgresEventStorageAdapter(table);
  const of = { eventStoreId: 'policies' };
  return {
    append: (stream, version, payload) =>
      adapter.pushEvent({ aggregateId: stream, version: version + 1, type: 'noted', payload }, of),
    read: async (stream) => (await adapter.getEvents(stream, of)).events.map(({ payload }) => payload),
    end: async () => undefined,
  };
}
