-- API keys. The secret is nowhere: only its SHA-256, which is enough for 256 random bits.
CREATE SCHEMA access;

CREATE TABLE access.api_keys (
  id         text        PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{1,40}$'),
  role       text        NOT NULL CHECK (role IN ('viewer', 'editor', 'importer', 'admin')),
  note       text        NOT NULL,
  hash       bytea       NOT NULL CHECK (octet_length(hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);

COMMENT ON COLUMN access.api_keys.revoked_at IS 'Keys are never deleted: the log names them as actors for ever.';
