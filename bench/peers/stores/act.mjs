/** Act: the expected version is that of the last event, from 0. */
const connect = async ({ url }, size) => {
  const { PostgresStore } = await import('@rotorsoft/act-pg');
  const { hostname, port, pathname, username, password } = new URL(url);
  return new PostgresStore({
    host: hostname,
    port: Number(port),
    database: pathname.slice(1),
    user: username,
    password: decodeURIComponent(password),
    schema: 'act',
    table: 'events',
    max: size,
  });
};

export async function prepare(servers) {
  const store = await connect(servers, 1);
  await store.seed();
  await store.dispose();
}

export async function open(servers, size) {
  const store = await connect(servers, size);
  return {
    append: (stream, version, data) =>
      store.commit(stream, [{ name: 'noted', data }], { correlation: 'bench', causation: {} }, version - 1),
    read: async (stream) => {
      const found = [];
      await store.query((event) => found.push(event), { stream });
      return found;
    },
    payloadOf: ({ data }) => data,
    end: () => store.dispose(),
  };
}
