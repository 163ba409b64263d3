import pg from 'pg';

/**
 * A session beside the pools, not connected yet.
 * @param purpose follows `policy-timeline` in its application name
 * @param queryMs longest wait for an answer, in milliseconds; default: none, for statements that may take any time
 */
export function singleSession(url: string, purpose: string, queryMs?: number): pg.Client {
  const session = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    ...(queryMs !== undefined && { query_timeout: queryMs }),
    application_name: `policy-timeline ${purpose}`,
  });
  session.on('error', () => undefined); // the running query is rejected as well, and that is reported
  return session;
}
