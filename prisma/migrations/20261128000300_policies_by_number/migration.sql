-- Developments name their policy by its number. Without an index on it, each of a page of the timeline over all policies read all
-- policies: with 50,000 of them, a second.
CREATE FUNCTION read.index_policies_by_number(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE INDEX policies_%1$s_number ON read.policies_%1$s (policy_no, known_from)', generation);
END
$$;

ALTER FUNCTION read.index_generation(integer) RENAME TO index_latest_generation;

CREATE FUNCTION read.index_generation(generation integer) RETURNS void
  LANGUAGE sql AS $$
  SELECT read.index_latest_generation(generation);
  SELECT read.index_policies_by_number(generation);
$$;

SELECT read.index_policies_by_number(current) FROM read.generation;
