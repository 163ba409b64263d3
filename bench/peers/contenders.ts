import type { Contender, Sort } from './peer.js';

const store = (name: string, sort: Sort, file: string): Contender => ({
  name,
  sort,
  file: `./stores/${file}.mjs`,
  exported: null,
});

/** In the order in which they are tried. */
export function contenders(pgBitemporal: string | null): Contender[] {
  return [
    { name: 'ours', sort: 'ours', file: './own.ts', exported: 'ours' },
    { name: 'lean INSERT', sort: 'floor', file: './own.ts', exported: 'lean' },
    store('message-db', 'event store', 'message-db'),
    store('message-db, categories', 'event store', 'message-db-categories'),
    store('castore', 'event store', 'castore'),
    store('emmett', 'event store', 'emmett'),
    store('act', 'event store', 'act'),
    store('dcb', 'event store', 'dcb'),
    store('PostgreSQL ranges', 'bitemporal tables', 'ranges'),
    { ...store('MariaDB periods', 'bitemporal tables', 'mariadb'), maria: true },
    ...(pgBitemporal === null ? [] : [store('pg_bitemporal', 'bitemporal tables', 'pg-bitemporal')]),
  ];
}
