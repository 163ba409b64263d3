-- Imports of past records. What recorded instants an import may give depends on the end of the log, so it must be the only writer:
-- it holds the session lock `log.backfill` while it runs, and the server frees that the moment the importer dies. The row stands
-- for a while longer, so that a killed import can go on before somebody else writes behind what it has recorded.
CREATE TABLE log.backfill_pause (
  only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  until    timestamptz NOT NULL
);

-- Asked under the append lock, so no append that began before can end behind a backfill that has begun.
CREATE FUNCTION log.refuse_while_backfilling() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock_shared(hashtext('log.backfill'), 0)
    OR (current_setting('log.backfilling', true) IS DISTINCT FROM 'on'
      AND EXISTS (SELECT FROM log.backfill_pause WHERE until > clock_timestamp()))
  THEN
    RAISE EXCEPTION 'an import of past records is running; nothing else is written meanwhile' USING ERRCODE = 'BF001';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER backfill_is_alone BEFORE INSERT ON log.events
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_while_backfilling();

-- What an import did not take, by line.
CREATE TABLE jobs.import_rejects (
  import_id uuid   NOT NULL REFERENCES jobs.jobs,
  line      bigint NOT NULL,
  reject    text   NOT NULL,
  PRIMARY KEY (import_id, line)
);

COMMENT ON COLUMN jobs.import_rejects.reject IS 'JSON text, as the answer has it.';
