import type pg from 'pg';
import type { Changes } from './changes.js';
import { writeCounts } from './write-counts.js';
import type { Generation } from './generation.js';
import { STANDS } from './rows.js';

/**
 * Writes a batch's changes, a statement for each table and verb. Standing rows are closed first: a policy's new header has the
 * key of none, but reads better in that order.
 */
export async function writeChanges(
  tx: pg.ClientBase,
  changes: Changes,
  generation: Generation = '',
): Promise<void> {
  const run = async (sql: string, rows: readonly unknown[]) => {
    if (rows.length > 0) await tx.query(sql.replaceAll('{g}', generation), [JSON.stringify(rows)]);
  };
  await run(
    CLOSE_FACTS,
    changes.facts.closed.map(({ row: { policyNo, path, validFrom }, knownTo }) => ({
      policyNo,
      path,
      validFrom,
      knownTo,
    })),
  );
  await run(INSERT_FACTS, changes.facts.opened);
  await run(
    CLOSE_UPCOMING,
    changes.upcoming.closed.map(({ row: { policyNo, begins, eventId }, knownTo }) => ({
      policyNo,
      begins,
      eventId,
      knownTo,
    })),
  );
  await run(INSERT_UPCOMING, changes.upcoming.opened);
  await run(
    CLOSE_DEVELOPMENTS,
    changes.developments.closed.map(({ row, knownTo }) => ({ position: row.position, knownTo })),
  );
  await run(INSERT_DEVELOPMENTS, changes.developments.opened);
  await run(
    CLOSE_POLICIES,
    changes.policies.closed.map(({ row: { policyId }, knownTo }) => ({ policyId, knownTo })),
  );
  await run(INSERT_POLICIES, changes.policies.opened);
  await run(INSERT_VERSIONS, changes.versions);
  await writeCounts(tx, changes, generation);
}

const CLOSE_FACTS = `
  UPDATE read.facts{g} AS f SET known_to = c."knownTo"
  FROM json_to_recordset($1) AS c("policyNo" bigint, path text, "validFrom" date, "knownTo" bigint)
  WHERE f.policy_no = c."policyNo" AND f.valid_from = c."validFrom" AND f.path = c.path AND f.known_to = ${STANDS}`;

const INSERT_FACTS = `
  INSERT INTO read.facts{g} (policy_no, path, valid_from, valid_to, known_from, known_to, definite, value, rest,
    include_value, include_rest, exclude_value, exclude_rest)
  SELECT r."policyNo", r.path, r."validFrom", r."validTo", r."knownFrom", coalesce(r."knownTo", ${STANDS}), r.definite, r.value,
    r.rest, r."includeValue", r."includeRest", r."excludeValue", r."excludeRest"
  FROM json_to_recordset($1) AS r("policyNo" bigint, path text, "validFrom" date, "validTo" date, "knownFrom" bigint,
    "knownTo" bigint, definite boolean, value text, rest text, "includeValue" text, "includeRest" text, "excludeValue" text,
    "excludeRest" text)`;

const CLOSE_UPCOMING = `
  UPDATE read.upcoming{g} AS u SET known_to = c."knownTo"
  FROM json_to_recordset($1) AS c("policyNo" bigint, begins date, "eventId" uuid, "knownTo" bigint)
  WHERE u.policy_no = c."policyNo" AND u.begins = c.begins AND u.event_id = c."eventId" AND u.known_to = ${STANDS}`;

const INSERT_UPCOMING = `
  INSERT INTO read.upcoming{g} (policy_no, event_id, begins, known_from, known_to, item)
  SELECT r."policyNo", r."eventId", r.begins, r."knownFrom", coalesce(r."knownTo", ${STANDS}), r.item
  FROM json_to_recordset($1)
    AS r("policyNo" bigint, "eventId" uuid, begins date, "knownFrom" bigint, "knownTo" bigint, item text)`;

const CLOSE_DEVELOPMENTS = `
  UPDATE read.developments{g} AS d SET known_to = c."knownTo"
  FROM json_to_recordset($1) AS c(position bigint, "knownTo" bigint)
  WHERE d.position = c.position AND d.known_to = ${STANDS}`;

const INSERT_DEVELOPMENTS = `
  INSERT INTO read.developments{g} (policy_no, fact_no, position, event_id, kind, known_from, known_to, begins, day, latest,
    certain, published_from, published_to)
  SELECT r."policyNo", r."factNo", r.position, r."eventId", r.kind, r."knownFrom", coalesce(r."knownTo", ${STANDS}), r.begins,
    r.day, r.latest, r.certain, r."publishedFrom", r."publishedTo"
  FROM json_to_recordset($1) AS r("policyNo" bigint, "factNo" bigint, position bigint, "eventId" uuid, kind text,
    "knownFrom" bigint, "knownTo" bigint, begins date, day date, latest date, certain boolean, "publishedFrom" date,
    "publishedTo" date)`;

const CLOSE_POLICIES = `
  UPDATE read.policies{g} AS p SET known_to = c."knownTo"
  FROM json_to_recordset($1) AS c("policyId" text, "knownTo" bigint)
  WHERE p.policy_id = c."policyId" AND p.known_to = ${STANDS}`;

const INSERT_POLICIES = `
  INSERT INTO read.policies{g} (policy_no, policy_id, known_from, known_to, title, jurisdictions, area, time_zone, header)
  SELECT r."policyNo", r."policyId", r."knownFrom", coalesce(r."knownTo", ${STANDS}), r.title, r.jurisdictions, r.area,
    r."timeZone", r.header
  FROM json_to_recordset($1) AS r("policyNo" bigint, "policyId" text, "knownFrom" bigint, "knownTo" bigint, title text,
    jurisdictions text[], area text, "timeZone" text, header text)`;

const INSERT_VERSIONS = `
  INSERT INTO read.versions{g} (policy_no, known_from, version, developments, reconstructed, recorded_at)
  SELECT r."policyNo", r."knownFrom", r.version, r.developments, r.reconstructed, r."recordedAt"
  FROM json_to_recordset($1) AS r("policyNo" bigint, "knownFrom" bigint, version integer, developments integer,
    reconstructed boolean, "recordedAt" timestamptz)`;
