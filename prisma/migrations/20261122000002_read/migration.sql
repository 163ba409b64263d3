-- What is computed from the log. Nothing here is a source: `npm run rebuild` makes all of it anew.
--
-- The tables stand in generations (read.facts_1, read.facts_2, …). Everybody reads and writes through views of the same names
-- without a number; a rebuild fills the next generation and then turns the views to it in one transaction.
CREATE SCHEMA read;

CREATE TABLE read.generation (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  current  integer NOT NULL
);

CREATE FUNCTION read.create_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  -- What a policy was called, a row for each header. A policy's number is the position of its registration.
  EXECUTE format('CREATE TABLE read.policies_%1$s (
      policy_no     bigint NOT NULL,
      policy_id     text   COLLATE "C" NOT NULL,
      known_from    bigint NOT NULL,
      known_to      bigint NOT NULL DEFAULT 9223372036854775807,
      title         text   NOT NULL,
      jurisdictions text[] NOT NULL,
      area          text   NOT NULL,
      time_zone     text   NOT NULL,
      header        text   NOT NULL,
      PRIMARY KEY (policy_id, known_from)
    )', generation);

  -- How far each policy was, a row for each of its events, whether any of them was backfilled, and whether any contradicts another
  -- one or is a ruling. `generation` in the view tells
  -- whoever remembers an answer that the tables were made anew since.
  EXECUTE format('CREATE TABLE read.versions_%1$s (
      policy_no    bigint  NOT NULL,
      known_from   bigint  NOT NULL,
      version      integer NOT NULL,
      developments integer NOT NULL,
      reconstructed boolean NOT NULL,
      contesting   boolean NOT NULL,
      recorded_at  timestamptz NOT NULL,
      PRIMARY KEY (policy_no, known_from)
    )', generation);

  -- Developments that are still to come on the days before `begins`.
  EXECUTE format('CREATE TABLE read.upcoming_%1$s (
      policy_no  bigint NOT NULL,
      event_id   uuid   NOT NULL,
      begins     date   NOT NULL,
      known_from bigint NOT NULL,
      known_to   bigint NOT NULL DEFAULT 9223372036854775807,
      item       text   NOT NULL,
      PRIMARY KEY (policy_no, begins, event_id, known_from)
    )', generation);

  -- Each field''s steps on both axes: valid days (valid_to exclusive) by known positions (known_to exclusive). `value` and
  -- `rest` are pieces of the answer''s JSON text; the include_ and exclude_ readings are null where they say the same.
  EXECUTE format('CREATE TABLE read.facts_%1$s (
      policy_no     bigint  NOT NULL,
      path          text    COLLATE "C" NOT NULL,
      valid_from    date    NOT NULL,
      valid_to      date    NOT NULL,
      known_from    bigint  NOT NULL,
      known_to      bigint  NOT NULL DEFAULT 9223372036854775807,
      definite      boolean NOT NULL,
      contested     boolean NOT NULL,
      value         text,
      rest          text    NOT NULL,
      include_value text,
      include_rest  text,
      exclude_value text,
      exclude_rest  text,
      CHECK (valid_from < valid_to AND known_from < known_to AND NOT (definite AND contested))
    )', generation);

END
$$;

-- Apart from the tables, because a rebuild fills them faster without it.
CREATE FUNCTION read.index_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  -- The one access path of as-of reads. A second index beside it made the planner choose badly.
  EXECUTE format('CREATE INDEX facts_%1$s_as_of ON read.facts_%1$s
    (policy_no, valid_from DESC, known_from DESC, known_to, valid_to)', generation);
  -- Contested facts are few. The planner takes this one only where a condition asks for them, so it does not compete.
  EXECUTE format('CREATE INDEX facts_%1$s_contested ON read.facts_%1$s (policy_no) WHERE contested', generation);
END
$$;

CREATE FUNCTION read.drop_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TABLE IF EXISTS read.policies_%1$s, read.versions_%1$s, read.upcoming_%1$s, read.facts_%1$s', generation);
END
$$;

-- Turns the views to a generation and drops the one before.
CREATE FUNCTION read.switch_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  name text;
  before integer;
BEGIN
  SELECT current INTO before FROM read.generation;
  FOREACH name IN ARRAY ARRAY['policies', 'upcoming', 'facts'] LOOP
    EXECUTE format('CREATE OR REPLACE VIEW read.%1$s AS SELECT * FROM read.%1$s_%2$s', name, generation);
  END LOOP;
  EXECUTE format('CREATE OR REPLACE VIEW read.versions AS SELECT *, %1$s AS generation FROM read.versions_%1$s', generation);
  PERFORM read.drop_generation(before);
  INSERT INTO read.generation (current) VALUES (generation)
    ON CONFLICT (only_row) DO UPDATE SET current = excluded.current;
END
$$;

SELECT read.create_generation(1);
SELECT read.index_generation(1);
SELECT read.switch_generation(1);
