import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { propertyOptions } from '../../test/support/property-options.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { binaryArray } from './binary-array.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.drop());

const told = async (sql: string, array: Buffer): Promise<unknown> => {
  const { rows } = await database.readPool.query<{ told: unknown }>(`SELECT ${sql} AS told`, [array]);
  return rows[0]?.told;
};

it('PostgreSQL takes an array of texts for what it is', async () => {
  const text = fc.string({ unit: 'grapheme' }).filter((given) => !given.includes('\0'));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text)), async (texts) => {
      expect(await told('$1::text[]', binaryArray('text', texts))).toEqual(texts);
    }),
    propertyOptions(100),
  );
});

it('and an array of bytes', async () => {
  const bytes = fc.uint8Array().map((given) => Buffer.from(given));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(bytes)), async (values) => {
      const hexadecimal = values.map((value) => value && value.toString('hex'));
      const listed = `(SELECT coalesce(array_agg(encode(b, 'hex') ORDER BY i), '{}') FROM unnest($1::bytea[]) WITH ORDINALITY AS u (b, i))`;
      expect(await told(listed, binaryArray('bytea', values))).toEqual(hexadecimal);
    }),
    propertyOptions(100),
  );
});
