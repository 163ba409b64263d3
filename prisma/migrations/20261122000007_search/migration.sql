-- Texts that can be found: of policies and of live developments, each with the positions by which it is known. `tokens` are
-- made by the program (words, and characters and pairs of characters of scripts without spaces), never by a dictionary of the
-- server, which knows no Japanese. Kept by a projection of its own; a rebuild fills another table and swaps the two.
CREATE TABLE read.search (
  policy_id  text     COLLATE "C" NOT NULL,
  -- The development's event id, or the policy's id.
  source     text     COLLATE "C" NOT NULL,
  -- Long texts stand in parts that overlap.
  part       integer  NOT NULL,
  known_from bigint   NOT NULL,
  known_to   bigint   NOT NULL DEFAULT 9223372036854775807,
  text       text     NOT NULL,
  tokens     tsvector NOT NULL
);
CREATE INDEX search_source ON read.search (source);
CREATE INDEX search_tokens ON read.search USING gin (tokens);
