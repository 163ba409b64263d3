-- The fields by which policies are filtered, sorted and counted most have a narrow index of their own, in which all policies with a
-- value are found at once, without a look at the facts. It holds only rows with these two paths, and the path comes first, so the
-- planner takes it for no question about all fields of a policy.
ALTER FUNCTION read.index_generation(integer) RENAME TO index_facts_generation;

CREATE FUNCTION read.index_generation(generation integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM read.index_facts_generation(generation);
  EXECUTE format('CREATE INDEX facts_%1$s_narrow ON read.facts_%1$s
    (path, value, policy_no, valid_from, known_from, known_to, valid_to) INCLUDE (definite) WHERE path IN (''status'', ''$existence'')', generation);
END
$$;

DO $$
DECLARE
  generation integer;
BEGIN
  SELECT current INTO generation FROM read.generation;
  EXECUTE format('CREATE INDEX facts_%1$s_narrow ON read.facts_%1$s
    (path, value, policy_no, valid_from, known_from, known_to, valid_to) INCLUDE (definite) WHERE path IN (''status'', ''$existence'')', generation);
END
$$;
