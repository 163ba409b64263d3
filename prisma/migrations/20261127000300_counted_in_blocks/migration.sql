-- Dates to come were a table of their own that repeated the developments, and each change of a count was a row for ever: together a
-- quarter of the read tables. Now a development says how its date is shown until it begins, and the changes of a block of
-- positions are arrays in the row of their sum. Columns of fixed length come first, so that none needs to be padded.

DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class AS c
    WHERE c.relnamespace = 'read'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^upcoming_p[0-9]+$' LOOP
    EXECUTE format('DROP TABLE read.%I', name);
  END LOOP;
END
$$;
DROP VIEW read.upcoming, read.developments, read.count_sums;

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
  -- one or is a ruling. `generation` in the view tells whoever remembers an answer that the tables were made anew since.
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

CREATE OR REPLACE FUNCTION read.switch_facts_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  name text;
  before integer;
BEGIN
  SELECT current INTO before FROM read.generation;
  FOREACH name IN ARRAY ARRAY['policies', 'facts'] LOOP
    EXECUTE format('CREATE OR REPLACE VIEW read.%1$s AS SELECT * FROM read.%1$s_%2$s', name, generation);
  END LOOP;
  EXECUTE format('CREATE OR REPLACE VIEW read.versions AS SELECT *, %1$s AS generation FROM read.versions_%1$s', generation);
  PERFORM read.drop_generation(before);
  INSERT INTO read.generation (current) VALUES (generation)
    ON CONFLICT (only_row) DO UPDATE SET current = excluded.current;
END
$$;

CREATE OR REPLACE FUNCTION read.create_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM read.create_facts_generation(generation);

  -- Each live development with the days it may lie on: a row for every version, and for every day that a sequence moved its
  -- begin to. `position` is the version's own, `fact_no` that of the fact's first version. `begins` is the earliest day of the
  -- tightened begin; `day`, by which timelines are ordered, the earliest day as given, or the latest where that is open.
  -- `date_text` is how the date is shown before it begins (src/domain/upcoming.ts), null if it is not.
  EXECUTE format('CREATE TABLE read.developments_%1$s (
      policy_no      bigint  NOT NULL,
      fact_no        bigint  NOT NULL,
      position       bigint  NOT NULL,
      known_from     bigint  NOT NULL,
      known_to       bigint  NOT NULL DEFAULT 9223372036854775807,
      event_id       uuid    NOT NULL,
      begins         date    NOT NULL,
      day            date    NOT NULL,
      latest         date    NOT NULL,
      published_from date,
      published_to   date,
      certain        boolean NOT NULL,
      contested      boolean NOT NULL,
      kind           text    COLLATE "C" NOT NULL,
      date_text      text,
      PRIMARY KEY (position, known_from)
    )', generation);
  EXECUTE format('CREATE INDEX developments_%1$s_policy ON read.developments_%1$s (policy_no, begins, kind)', generation);
  EXECUTE format('CREATE INDEX developments_%1$s_day ON read.developments_%1$s (day, position)', generation);

  -- How many policies have a value: what each position adds from a day on, of the positions whose block is not complete. The count
  -- on day D as known at K is the sum over days <= D and positions <= K. Reading `include` or `exclude` holds the difference
  -- from `flag`.
  EXECUTE format('CREATE TABLE read.count_deltas_%1$s (
      known_from bigint  NOT NULL,
      subject    text    COLLATE "C" NOT NULL,
      reading    text    COLLATE "C" NOT NULL,
      day        date    NOT NULL,
      value      text    COLLATE "C" NOT NULL,
      delta      integer NOT NULL
    )', generation);
  EXECUTE format('CREATE INDEX count_deltas_%1$s_known ON read.count_deltas_%1$s (known_from)', generation);

  -- Complete blocks of 512 positions: what the positions from `since` to before `until` add to the count of a value, as a step
  -- function of the day: sums[i] from days[i] on, up to days[i + 1]. And each change by itself: position since + positions[i] adds
  -- deltas[i] from from_days[i] on. From time to time there is a running total of all from the beginning, without its changes, so
  -- that a count adds up a few hundred rows, however long the log is.
  EXECUTE format('CREATE TABLE read.count_sums_%1$s (
      since     bigint     NOT NULL,
      until     bigint     NOT NULL,
      subject   text       COLLATE "C" NOT NULL,
      reading   text       COLLATE "C" NOT NULL,
      value     text       COLLATE "C" NOT NULL,
      days      date[]     NOT NULL,
      sums      integer[]  NOT NULL,
      positions smallint[],
      from_days date[],
      deltas    smallint[],
      PRIMARY KEY (since, until, subject, reading, value)
    )', generation);
END
$$;

-- What was projected before is projected anew, in this form.
DO $$
DECLARE
  next integer;
BEGIN
  SELECT current + 1 INTO next FROM read.generation;
  PERFORM read.create_generation(next);
  PERFORM read.index_generation(next);
  PERFORM read.switch_generation(next);
  UPDATE log.subscriptions SET checkpoint = 0, parked_position = NULL, parked_reason = NULL, parked_at = NULL WHERE name = 'facts';
END
$$;
