-- Developments and counts across policies, in the same generations as the facts. The functions that make, turn to and drop a
-- generation are wrapped, not replaced, so that each migration speaks of its own tables only.

ALTER FUNCTION read.create_generation(integer) RENAME TO create_facts_generation;
ALTER FUNCTION read.drop_generation(integer) RENAME TO drop_facts_generation;
ALTER FUNCTION read.switch_generation(integer) RENAME TO switch_facts_generation;

CREATE FUNCTION read.create_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM read.create_facts_generation(generation);

  -- Each live development with the days it may lie on: a row for every version, and for every day that a sequence moved its
  -- begin to. `position` is the version's own, `fact_no` that of the fact's first version. `begins` is the earliest day of the
  -- tightened begin; `day`, by which timelines are ordered, the earliest day as given, or the latest where that is open.
  EXECUTE format('CREATE TABLE read.developments_%1$s (
      policy_no      bigint  NOT NULL,
      fact_no        bigint  NOT NULL,
      position       bigint  NOT NULL,
      event_id       uuid    NOT NULL,
      kind           text    COLLATE "C" NOT NULL,
      known_from     bigint  NOT NULL,
      known_to       bigint  NOT NULL DEFAULT 9223372036854775807,
      begins         date    NOT NULL,
      day            date    NOT NULL,
      latest         date    NOT NULL,
      certain        boolean NOT NULL,
      published_from date,
      published_to   date,
      PRIMARY KEY (position, known_from)
    )', generation);
  EXECUTE format('CREATE INDEX developments_%1$s_policy ON read.developments_%1$s (policy_no, kind)', generation);
  EXECUTE format('CREATE INDEX developments_%1$s_day ON read.developments_%1$s (day, position)', generation);

  -- How many policies have a value: what each position adds from a day on. The count on day D as known at K is the sum over
  -- days <= D and positions <= K. Reading `include` or `exclude` holds the difference from `flag`.
  EXECUTE format('CREATE TABLE read.count_deltas_%1$s (
      known_from bigint  NOT NULL,
      subject    text    COLLATE "C" NOT NULL,
      reading    text    COLLATE "C" NOT NULL,
      day        date    NOT NULL,
      value      text    COLLATE "C" NOT NULL,
      delta      integer NOT NULL
    )', generation);
  EXECUTE format('CREATE INDEX count_deltas_%1$s_known ON read.count_deltas_%1$s (known_from)', generation);

  -- The same, summed once the projection has passed them: what the positions from `since` to before `until` add to the count of a
  -- value, as a step function of the day: sums[i] from days[i] on, up to days[i + 1]. There are blocks of 512 positions, and from
  -- time to time a running total of all from the beginning, so that a count adds up a few hundred rows, however long the log is.
  EXECUTE format('CREATE TABLE read.count_sums_%1$s (
      since   bigint    NOT NULL,
      until   bigint    NOT NULL,
      subject text      COLLATE "C" NOT NULL,
      reading text      COLLATE "C" NOT NULL,
      value   text      COLLATE "C" NOT NULL,
      days    date[]    NOT NULL,
      sums    integer[] NOT NULL,
      PRIMARY KEY (since, until, subject, reading, value)
    )', generation);
END
$$;

CREATE FUNCTION read.drop_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM read.drop_facts_generation(generation);
  EXECUTE format('DROP TABLE IF EXISTS read.developments_%1$s, read.count_deltas_%1$s, read.count_sums_%1$s', generation);
END
$$;

CREATE FUNCTION read.switch_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['developments', 'count_deltas', 'count_sums'] LOOP
    EXECUTE format('CREATE OR REPLACE VIEW read.%1$s AS SELECT * FROM read.%1$s_%2$s', name, generation);
  END LOOP;
  PERFORM read.switch_facts_generation(generation);
END
$$;

-- What was projected before these tables stood is projected anew: an empty generation, from the beginning of the log.
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
