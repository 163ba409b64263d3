import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';

const FUNCTIONS =
  'message-store-version hash-64 acquire-lock category is-category id cardinal-id stream-version write-message get-stream-messages get-category-messages get-last-stream-message';
const FILES = [
  'schema/message-store.sql',
  'extensions/pgcrypto.sql',
  'tables/messages.sql',
  'types/message.sql',
  ...FUNCTIONS.split(' ').map((name) => `functions/${name}.sql`),
  'indexes/messages-id.sql',
  'indexes/messages-stream.sql',
  'indexes/messages-category.sql',
];

export async function prepare({ url }) {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@eventide/message-db/package.json')),
    'database',
  );
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'DO $$ BEGIN CREATE ROLE message_store WITH LOGIN; EXCEPTION WHEN duplicate_object THEN END $$',
  );
  for (const file of FILES) {
    if (file === 'types/message.sql') await client.query('SET search_path = message_store, public');
    await client.query(readFileSync(join(folder, file), 'utf8'));
  }
  await client.end();
}

/** Message DB as it says: streams of one category, whose writers wait for each other. */
export const open = ({ url }, size) => opened(url, size, (stream) => stream);

export function opened(url, size, nameOf) {
  const options = '-c search_path=message_store,public';
  const pool = new pg.Pool({ connectionString: url, max: size, options });
  return {
    append: (stream, version, payload) =>
      pool.query({
        name: 'write',
        text: 'SELECT write_message($1, $2, $3, $4, $5, $6)',
        values: [randomUUID(), nameOf(stream), 'noted', JSON.stringify(payload), null, version - 1],
      }),
    read: async (stream) => {
      const text = 'SELECT * FROM get_stream_messages($1, 0, 1000)';
      const { rows } = await pool.query({ name: 'read', text, values: [nameOf(stream)] });
      return rows.map((row) => ({ ...row, data: JSON.parse(row.data) }));
    },
    payloadOf: ({ data }) => data,
    end: () => pool.end(),
  };
}
