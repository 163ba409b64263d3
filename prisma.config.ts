import { defineConfig } from 'prisma/config';

/** Only the Prisma CLI reads this. The program itself is given its database by the environment class. */
const { DATABASE_URL: url } = process.env;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
});
