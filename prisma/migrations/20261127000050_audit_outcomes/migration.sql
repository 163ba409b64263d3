-- An act of an administrator is kept before it is done, and what came of it after: whatever ends in between, the act stays.
ALTER TABLE access.audit ADD COLUMN begun boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN access.audit.begun IS
  'True: kept before the act, and audit_outcomes says what came of it, as far as it is known. False: kept after it was done, by an older version.';

CREATE TABLE access.audit_outcomes (
  act     bigint  PRIMARY KEY,
  refused boolean NOT NULL,
  target  text,
  details jsonb   NOT NULL
);
COMMENT ON TABLE access.audit_outcomes IS 'Of acts in access.audit.';
COMMENT ON COLUMN access.audit_outcomes.refused IS 'True: nothing was changed.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access.audit_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_audit_change();
ALTER TABLE access.audit_outcomes ENABLE ALWAYS TRIGGER append_only;
