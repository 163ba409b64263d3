/**
 * SQL: the sessions `session` of this role that hold an advisory lock `held` with two keys (`classid`, `objid`) in this database. By such
 * a lock one process finds the session of another that stands still within its transaction, and ends it; sessions of other roles
 * cannot be ended.
 */
export const ADVISORY_HOLDERS = `pg_locks AS held
  JOIN pg_stat_activity AS session ON session.pid = held.pid AND session.usename = current_user
    AND held.locktype = 'advisory' AND held.objsubid = 2 AND held.granted
    AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
