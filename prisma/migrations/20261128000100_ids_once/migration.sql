-- The candidates of a possible fact repeated the ids that `because` has: with thirty of them on a day, three quarters of the text. Now
-- each says only how many are its own, after a line end (src/domain/candidate-text.ts). Texts of values and claims stay as they are, so
-- the ids are cut out by their place, at the end of a candidate, and not searched for.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class AS c
    WHERE c.relnamespace = 'read'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^facts_p?[0-9]+$' LOOP
    EXECUTE format($update$
      UPDATE read.%I SET details = (
        SELECT '[' || string_agg(left(c.said, -length(own.ids || own.claims) - 1) || E'\n' || own.number || own.claims || '}', ','
          ORDER BY c.place) || ']'
        FROM json_array_elements(details::json) WITH ORDINALITY AS e (candidate, place)
        CROSS JOIN LATERAL (SELECT candidate::text AS said, place) AS c
        CROSS JOIN LATERAL (SELECT (candidate -> 'because')::text AS ids, json_array_length(candidate -> 'because') AS number,
          coalesce(',"claims":' || (candidate -> 'claims')::text, '') AS claims) AS own)
      WHERE NOT definite
    $update$, name);
  END LOOP;
END
$$;
