-- Existence is counted in the sums like status, so that the overview need not read one fact of each policy. And the last possible
-- day of a development has an index like its first, to find the next one on the axis.
ALTER FUNCTION read.index_generation(integer) RENAME TO index_narrow_generation;

CREATE FUNCTION read.index_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM read.index_narrow_generation(generation);
  EXECUTE format('CREATE INDEX developments_%1$s_latest ON read.developments_%1$s (latest)', generation);
END
$$;

-- What was projected before is projected anew, with these sums.
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
