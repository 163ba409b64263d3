/** SQLSTATE classes and codes that say nothing about the statement itself: the same one may work in a moment. */
const TRANSIENT = [
  '08', // connection exception
  '40', // deadlock, serialization failure
  '53', // out of connections, memory, disk
  '57P', // shutting down, crashed, starting up
  '57014', // cancelled by a timeout
  '55P03', // lock timeout
  '25P0', // a transaction cut by its idle timeout
  '25006', // a standby after a fail-over, until the new primary takes over
  '58', // the operating system failed PostgreSQL
  'XX001', // as above
];

/**
 * Whether the database, and not what was asked of it, is to blame. An error of the connection itself has no SQLSTATE but the
 * operating system's code (`ECONNRESET`), or comes from `pg` with neither ("Connection terminated unexpectedly").
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string')
    return /connection|timeout|terminated|client has encountered/i.test(error.message);
  return /^E[A-Z]+$/.test(code) || TRANSIENT.some((prefix) => code.startsWith(prefix));
}
