-- Until when a key works.
ALTER TABLE access.api_keys ADD COLUMN expires_at timestamptz;
COMMENT ON COLUMN access.api_keys.expires_at IS 'Null: until it is revoked.';

-- What administrators did. Rows are added, never changed: the trigger refuses it to everybody, and the service has no privilege for it.
CREATE TABLE access.audit (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor      text        NOT NULL,
  act        text        NOT NULL,
  target     text,
  details    jsonb       NOT NULL,
  address    text        NOT NULL,
  request_id text        NOT NULL
);
COMMENT ON COLUMN access.audit.actor IS 'As the log names it, for example key:admin.';
COMMENT ON COLUMN access.audit.details IS 'What was asked for, never a secret.';

CREATE FUNCTION access.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access.audit
  FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_audit_change();
ALTER TABLE access.audit ENABLE ALWAYS TRIGGER append_only;
