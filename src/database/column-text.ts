/** A UUID as PostgreSQL prints it. Ids of requests are compared with it before a query, which fails for any other text. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** SQL: a `timestamptz` as RFC 3339 UTC with six decimals. */
export const instantSql = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
