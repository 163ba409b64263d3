import type pg from 'pg';
import type { Generation } from '../facts/generation.js';
import { READ_TABLES } from '../facts/tables.js';

const NAMES = new RegExp(`\\bread\\.(${READ_TABLES.join('|')})\\b`, 'g');

/** The SQL text with the table names of a generation. */
export const inGeneration = (sql: string, generation: Generation): string =>
  sql.replace(NAMES, `read.$1${generation}`);

/**
 * The same statement on the tables of a generation. It is not prepared: each connection would keep its plan for ever, while
 * generations come and go.
 */
export const statementIn = ({ text, values }: pg.QueryConfig, generation: Generation): pg.QueryConfig => ({
  text: inGeneration(text, generation),
  ...(values && { values }),
});
