-- Erasure of an event's content where the law demands it (docs/adr/0017): payload and salt go, header and commitment stay, so the tree
-- and earlier proofs stay valid. An event of kind `redaction` in the same stream says so, and holds what every fold uses instead.

ALTER TABLE log.events
  ALTER COLUMN payload DROP NOT NULL,
  ALTER COLUMN salt DROP NOT NULL,
  ALTER COLUMN data DROP NOT NULL,
  ADD CONSTRAINT payload_with_its_salt CHECK ((payload IS NULL) = (salt IS NULL));

CREATE TABLE log.redactions (
  -- Of the event that was erased, and of the one that says so.
  position    bigint PRIMARY KEY,
  redacted_by bigint NOT NULL UNIQUE,
  -- What the leaf holds in the content's place: it can't be computed any more.
  commitment  bytea  NOT NULL CHECK (octet_length(commitment) = 32)
);

-- The only exception to the refusal of changes is log.redact.
CREATE OR REPLACE FUNCTION log.refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  stack text;
BEGIN
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    GET DIAGNOSTICS stack = PG_CONTEXT;
    IF TG_OP = 'INSERT' AND stack LIKE '%PL/pgSQL function log.append(text[],%) line %' THEN
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

CREATE TRIGGER append_only BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON log.redactions
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.redactions ENABLE ALWAYS TRIGGER append_only;

-- Appends the event that says so and erases the content of another, in one transaction.
--   redacted   the event to erase
--   event_id, payload, salt   of the event that says so
-- Errors: RD001 there is no such event, RD002 it is erased already, or says itself of an erasure.
CREATE FUNCTION log.redact(
  redacted uuid, event_id uuid, payload text, salt bytea, actor text, correlation_id text
) RETURNS TABLE ("position" bigint, version bigint, recorded_at text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  target   record;
  appended record;
BEGIN
  SELECT ev.stream INTO target FROM log.events AS ev WHERE ev.event_id = redacted;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no event %', redacted USING ERRCODE = 'RD001';
  END IF;
  SELECT * INTO appended FROM log.append(
    ARRAY[target.stream], ARRAY['exists'], ARRAY[$5], ARRAY[$6], ARRAY[NULL]::text[], ARRAY[NULL]::timestamptz[],
    ARRAY[0], '{}', '{}', ARRAY[1], ARRAY[$2], ARRAY['redaction'], ARRAY[1], ARRAY[$3], ARRAY[$4]) AS a;
  IF appended.outcome <> 'done' THEN
    RAISE EXCEPTION 'the redaction was not appended: %', appended.outcome;
  END IF;
  -- From here on the lock of log.append is held: nobody else erases.
  SELECT ev.position, ev.kind, ev.payload, ev.salt INTO target FROM log.events AS ev WHERE ev.event_id = redacted;
  IF target.payload IS NULL OR target.kind = 'redaction' THEN
    RAISE EXCEPTION 'the event % cannot be erased', redacted USING ERRCODE = 'RD002';
  END IF;
  INSERT INTO log.redactions (position, redacted_by, commitment)
    VALUES (target.position, appended.position, sha256(target.salt || convert_to(target.payload, 'UTF8')));
  UPDATE log.events AS ev SET payload = NULL, salt = NULL WHERE ev.position = target.position;
  -- The digest of the request would let a guess of its content be checked.
  UPDATE log.idempotency_keys AS k SET digest = '' WHERE target.position BETWEEN k.first_position AND k.last_position;
  RETURN QUERY SELECT appended.position, appended.version, appended.recorded_at;
END
$$;

REVOKE ALL ON FUNCTION log.redact FROM PUBLIC;

-- The function runs as the owner, who gave up UPDATE with the first migration.
DO $$
BEGIN
  EXECUTE format('GRANT UPDATE (payload, salt) ON log.events TO %I', current_user);
  EXECUTE format('GRANT UPDATE (digest) ON log.idempotency_keys TO %I', current_user);
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON log.redactions FROM PUBLIC, %I', current_user);
END
$$;

-- The position of the redaction for which the file was removed; its manifest stays.
ALTER TABLE exports.files ADD COLUMN erased_by bigint;
