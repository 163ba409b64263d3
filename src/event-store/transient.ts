/** SQLSTATE classes and codes that do not depend on the statement: the same statement may succeed in a moment. */
const STATES = [
  '08', // connection exception
  '40001', // serialization failure
  '40P01', // deadlock
  '53', // out of connections, memory, disk
  '55P03', // lock timeout
  '57P', // shutting down, crashed, starting up
  '57014', // cancelled by a timeout
  '25P03', // a transaction ended because it was idle for too long
  '25006', // a standby, after a fail-over
  '58', // system error below PostgreSQL
];

/** Error codes of the network and of DNS. */
const NETWORK = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENETDOWN ENOTFOUND EAI_AGAIN'.split(
    ' ',
  ),
);

/** Messages of `pg` errors that have no code. */
const LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Query read timeout)/;

/** Whether the error comes from the database server or the connection, and not from the statement. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return LOST.test(error.message);
  return NETWORK.has(code) || STATES.some((state) => code.startsWith(state));
}

/** Whether less work in one statement may help: it took too long, or memory or disk ran out. */
export function isOfSize(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return (typeof code === 'string' && /^(57014|53[12])/.test(code)) || message === 'Query read timeout';
}
