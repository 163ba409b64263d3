-- Facts without the words that follow from their columns: the projection of an event wrote 1.4 kB of them, of it 0.8 kB again and again
-- the same member names, days and ids. Columns of fixed length come first, so that none needs to be padded.
CREATE OR REPLACE FUNCTION read.create_facts_generation(generation integer) RETURNS void
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

  -- Each field''s steps on both axes: valid days (valid_to exclusive) by known positions (known_to exclusive). `value` is a piece of
  -- the answer''s JSON text, `because` the ids of the events that give it, 16 bytes each. `details` are the run of a definite value in
  -- short (src/domain/entry-text.ts), or the JSON text of the candidates. The include_ and exclude_ readings have no
  -- ids where they say the same.
  EXECUTE format('CREATE TABLE read.facts_%1$s (
      policy_no       bigint  NOT NULL,
      known_from      bigint  NOT NULL,
      known_to        bigint  NOT NULL DEFAULT 9223372036854775807,
      valid_from      date    NOT NULL,
      valid_to        date    NOT NULL,
      definite        boolean NOT NULL,
      contested       boolean NOT NULL,
      path            text    COLLATE "C" NOT NULL,
      value           text,
      because         bytea   NOT NULL,
      details         text    NOT NULL,
      include_value   text,
      include_because bytea,
      exclude_value   text,
      exclude_because bytea,
      CHECK (valid_from < valid_to AND known_from < known_to AND NOT (definite AND contested))
    )', generation);
END
$$;

-- The two days side by side take eight bytes instead of sixteen.
CREATE OR REPLACE FUNCTION read.index_facts_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  -- The one access path of as-of reads. A second index beside it made the planner choose badly.
  EXECUTE format('CREATE INDEX facts_%1$s_as_of ON read.facts_%1$s
    (policy_no, valid_from DESC, valid_to, known_from DESC, known_to)', generation);
  -- Contested facts are few. The planner takes this one only where a condition asks for them, so it does not compete.
  EXECUTE format('CREATE INDEX facts_%1$s_contested ON read.facts_%1$s (policy_no) WHERE contested', generation);
END
$$;

-- What was projected before is projected anew, in this form. A view keeps its columns, so it is made anew, too.
DO $$
DECLARE
  next integer;
BEGIN
  SELECT current + 1 INTO next FROM read.generation;
  PERFORM read.create_generation(next);
  PERFORM read.index_generation(next);
  DROP VIEW read.facts;
  PERFORM read.switch_generation(next);
  UPDATE log.subscriptions SET checkpoint = 0, parked_position = NULL, parked_reason = NULL, parked_at = NULL WHERE name = 'facts';
END
$$;
