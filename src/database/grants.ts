import pg from 'pg';

/** Schemas whose rows the service changes, but not their tables. */
const PLAIN = ['access', 'jobs', 'exports'];
/** Schemas in which the service creates and drops tables: generations of read tables, and those of the job queue. */
const OWN = ['read', 'graphile_worker'];

/**
 * The privileges of the service, as SQL.
 *
 * - On the log it may read, and append through log.append, which runs as the owner. It may write the two tables of schema `log` that
 *   hold no events: how far projections are, and the pause of other writers during a backfill.
 * - Checkpoints and identities it may add, not change; what is computed from the log it may change.
 * - Acts of administrators it may add to the audit, not change.
 * - The reader may read what the routes read: log, read tables and proofs, neither keys nor jobs.
 */
export function grantsFor(appName: string, readerName: string): string {
  const app = pg.escapeIdentifier(appName);
  const reader = pg.escapeIdentifier(readerName);
  return [
    // The job queue creates its schema by itself at the first start.
    `DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO %I', current_database(), ${pg.escapeLiteral(appName)}); END $$`,
    `GRANT SELECT ON _prisma_migrations TO ${app}`,
    `GRANT USAGE ON SCHEMA log, proof, read TO ${app}, ${reader}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA log, proof FROM ${app}, ${reader}`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA log, proof TO ${app}, ${reader}`,
    `GRANT EXECUTE ON FUNCTION ${APPEND}, ${APPEND_ONE}, log.redact(uuid, uuid, text, bytea, text, text) TO ${app}`,
    `GRANT INSERT, UPDATE, DELETE ON log.subscriptions, log.backfill_pause TO ${app}`,
    `GRANT INSERT ON proof.identities, proof.checkpoints, proof.verifications TO ${app}`,
    `GRANT INSERT, UPDATE, DELETE ON proof.tiles, proof.streams, proof.covered TO ${app}`,
    ...PLAIN.map(
      (schema) =>
        `GRANT USAGE ON SCHEMA ${schema} TO ${app}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${app}`,
    ),
    `REVOKE UPDATE, DELETE, TRUNCATE ON access.audit, access.audit_outcomes FROM ${app}`,
    handOver(appName),
    `GRANT SELECT ON ALL TABLES IN SCHEMA read TO ${reader}`,
    `ALTER DEFAULT PRIVILEGES FOR ROLE ${app} IN SCHEMA read GRANT SELECT ON TABLES TO ${reader}`,
  ].join(';\n');
}

const APPEND = `log.append(text[], text[], text[], text[], text[], timestamptz[], integer[], text[], text[],
  integer[], uuid[], text[], integer[], text[], bytea[], boolean, timestamptz)`;

const APPEND_ONE = `log.append_one(text, text, text, text, text, text[], text[], uuid, text, integer, text, bytea)`;

/** Makes the role the owner of the schemas in which the service creates tables, and of all that is in them. */
function handOver(app: string): string {
  const role = pg.escapeLiteral(app);
  const schemas = OWN.map((schema) => pg.escapeLiteral(schema)).join(', ');
  return `DO $$
DECLARE
  statement text;
BEGIN
  FOR statement IN
    SELECT format('ALTER SCHEMA %I OWNER TO %I', nspname, ${role}) FROM pg_namespace WHERE nspname IN (${schemas})
    UNION ALL
    -- The sequence of an identity column follows its table.
    SELECT format('ALTER %s %s OWNER TO %I', CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END,
      pg_class.oid::regclass, ${role})
    FROM pg_class WHERE relnamespace::regnamespace::text IN (${schemas}) AND relkind IN ('r', 'p', 'v', 'S', 'c')
      AND pg_get_userbyid(relowner) <> ${role}
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass AND deptype IN ('a', 'i'))
    UNION ALL
    SELECT format('ALTER FUNCTION %s OWNER TO %I', pg_proc.oid::regprocedure, ${role})
    FROM pg_proc WHERE pronamespace::regnamespace::text IN (${schemas}) AND pg_get_userbyid(proowner) <> ${role}
  LOOP
    EXECUTE statement;
  END LOOP;
END
$$`;
}
