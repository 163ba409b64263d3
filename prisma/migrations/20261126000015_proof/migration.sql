-- What proves the log: its Merkle tree, the map of its streams, and the checkpoints that were signed (docs/proof.md, docs/adr/0013).
-- Tree and map are computed from log.events, outside the append; checkpoints are promises to others and never change.
CREATE SCHEMA proof;

-- Tells this log from every other, whatever its origin is called.
CREATE TABLE proof.log (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  id       text    NOT NULL CHECK (id ~ '^[0-9a-f]{16}$')
);
INSERT INTO proof.log (id) VALUES (left(encode(sha256(uuid_send(gen_random_uuid())), 'hex'), 16));

-- Under which name and key checkpoints are signed. The last row counts; a second one is made after a roll-back only, because the
-- first one's key has signed what is no longer in the log.
CREATE TABLE proof.identities (
  number     integer     PRIMARY KEY CHECK (number > 0),
  origin     text        NOT NULL UNIQUE,
  public_key bytea       NOT NULL CHECK (octet_length(public_key) = 32),
  since      timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE proof.checkpoints (
  identity integer     NOT NULL REFERENCES proof.identities,
  size     bigint      NOT NULL CHECK (size >= 0),
  root     bytea       NOT NULL CHECK (octet_length(root) = 32),
  streams  bytea       NOT NULL CHECK (octet_length(streams) = 32),
  note     text        NOT NULL,
  made_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- One root for a size, for ever: what two servers sign at once, one of them signs in vain.
  PRIMARY KEY (identity, size)
);

-- Every eighth level of a tree, in runs of up to 256 neighbouring hashes. `log`: a tile is extended as the log grows. `streams`: the
-- map's 65,536 buckets (level 0), their tiles' roots (level 1), the root (level 2); a tile that is missing has only empty buckets.
CREATE TABLE proof.tiles (
  tree   text     NOT NULL CHECK (tree IN ('log', 'streams')),
  level  smallint NOT NULL CHECK (level >= 0),
  index  bigint   NOT NULL CHECK (index >= 0),
  hashes bytea    NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
  PRIMARY KEY (tree, level, index)
);
-- Hashes can't be compressed; trying costs more than storing them.
ALTER TABLE proof.tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- The entries of the map: how far each stream has come.
CREATE TABLE proof.streams (
  bucket   integer NOT NULL CHECK (bucket BETWEEN 0 AND 65535),
  stream   text    COLLATE "C" NOT NULL,
  version  bigint  NOT NULL,
  position bigint  NOT NULL,
  PRIMARY KEY (bucket, stream)
);

-- How many events are in tiles and map: as many as the last checkpoint says, in every snapshot.
CREATE TABLE proof.covered (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  size     bigint  NOT NULL
);
INSERT INTO proof.covered (size) VALUES (0);

-- What `cli verify` found.
CREATE TABLE proof.verifications (
  number      bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  size        bigint      NOT NULL,
  -- Null: all of it holds.
  finding     text
);

-- The number of a stream's bucket.
CREATE FUNCTION proof.bucket_of(stream text) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN get_byte(sha256(convert_to(stream, 'UTF8')), 0) * 256 + get_byte(sha256(convert_to(stream, 'UTF8')), 1);

CREATE FUNCTION proof.refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'what was signed stays: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;

DO $$
DECLARE
  kept regclass;
BEGIN
  FOREACH kept IN ARRAY ARRAY['proof.log', 'proof.identities', 'proof.checkpoints']::regclass[] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
                    FOR EACH STATEMENT EXECUTE FUNCTION proof.refuse_change()', kept);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only', kept);
  END LOOP;
END
$$;
