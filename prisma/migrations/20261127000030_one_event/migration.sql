-- One event at a time, cheaper (docs/adr/0020): no second copy of the payload, and an append without arrays.

-- Nobody read it: `payload::jsonb` gives the same to those who ask the table by hand. Rows that are there keep the bytes until
-- PostgreSQL rewrites them (VACUUM FULL log.events, while nothing is written). That a payload is JSON is checked as before; all
-- that is there was checked by the column.
ALTER TABLE log.events
  DROP COLUMN data,
  ADD CONSTRAINT payload_is_json CHECK (payload IS NULL OR payload::json IS NOT NULL) NOT VALID;

-- Appends one event to one stream, as log.append does, if nothing speaks against it. No row is returned if something does: the version
-- is another one. A key or event id that was used before ends in unique_violation. Then call log.append, which tells what it is.
CREATE FUNCTION log.append_one(
  stream text, expected text, actor text, correlation_id text, causation_id text, keys text[], digests text[],
  event_id uuid, kind text, schema_version integer, payload text, salt bytea
) RETURNS TABLE ("position" bigint, version bigint, recorded_at text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  SET enable_seqscan = off
  SET enable_bitmapscan = off
  SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  head_at timestamptz;
  now_at  timestamptz;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'log.append_one needs read committed: an older snapshot does not see the end of the log'
      USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('log.append'), 0);

  SELECT ev.version INTO version FROM log.events ev WHERE ev.stream = $1 ORDER BY ev.version DESC LIMIT 1;
  version := coalesce(version, 0);
  IF NOT (CASE expected
    WHEN 'any' THEN true
    WHEN 'noStream' THEN version = 0
    WHEN 'exists' THEN version > 0
    ELSE version = expected::bigint
  END) THEN
    RETURN;
  END IF;
  SELECT ev.position, ev.recorded_at INTO position, head_at FROM log.events ev ORDER BY ev.position DESC LIMIT 1;
  position := coalesce(position, 0) + 1;
  version := version + 1;
  now_at := greatest(clock_timestamp(), head_at + interval '1 microsecond');

  INSERT INTO log.events (
    position, stream, version, event_id, kind, schema_version, payload, salt, leaf_hash, actor, correlation_id, causation_id, recorded_at
  ) VALUES (
    position, $1, version, $8, $9, $10, $11, $12,
    log.leaf_hash(position, now_at, NULL, version, $10, $8, $1, $9, $3, $4, $5, $12, $11), $3, $4, $5, now_at
  );
  IF cardinality(keys) > 0 THEN
    INSERT INTO log.idempotency_keys (key, digest, first_position, last_position)
      SELECT k.key, k.digest, position, position FROM unnest(keys, digests) AS k(key, digest);
  END IF;
  recorded_at := log.instant_text(now_at);
  RETURN NEXT;
END
$$;

REVOKE ALL ON FUNCTION log.append_one FROM PUBLIC;

CREATE OR REPLACE FUNCTION log.refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  stack text;
BEGIN
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    GET DIAGNOSTICS stack = PG_CONTEXT;
    IF TG_OP = 'INSERT' AND (stack LIKE '%PL/pgSQL function log.append_one(text,%) line %'
      OR stack LIKE '%PL/pgSQL function log.append(text[],%) line %') THEN
      RETURN NULL;
    END IF;
    IF stack LIKE '%PL/pgSQL function log.redact(uuid,%) line %'
      AND (TG_OP = 'INSERT') = (TG_TABLE_NAME = 'redactions') THEN
      RETURN NULL;
    END IF;
  END IF;
  RAISE EXCEPTION 'the log is append-only: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
