/** Act: the expected version is that of the last event, from 0. */
export async function open(url, size) {
  const { PostgresStore } = await import('@rotorsoft/act-pg');
  const { hostname, port, pathname, username, password } = new URL(url);
  const store = new PostgresStore({
    host: hostname,
    port: Number(port),
    database: pathname.slice(1),
    user: username,
    password: decodeURIComponent(password),
    schema: 'act',
    table: 'events',
    max: size,
  });
  await store.seed();
  return {
    append: (stream, version, data) =>
      store.commit(stream, [{ name: 'noted', data }], { correlation: 'bench', causation: {} }, version - 1),
    read: async (stream) => {
      const found = [];
      await store.query(({ data }) => found.push(data), { stream });
      return found;
    },
    end: () => store.dispose(),
  };
}
