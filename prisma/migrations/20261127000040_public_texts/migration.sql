-- Searches with publishedBy also find the texts of developments that a ruling rejects, and the reasons of rulings, as searches without
-- it do. The tables of a day of publication hold neither, so the log is asked. The cost keeps the planner from asking it first.

-- Whether an event was certainly public by the end of a day (YYYY-MM-DD): publicBy of src/domain/development-history.ts.
CREATE FUNCTION read.is_public(event_position bigint, day text) RETURNS boolean
LANGUAGE sql STABLE COST 1000 AS $$
  SELECT coalesce(
    CASE WHEN said.published IS NULL
      THEN said.kind IN ('development-retracted', 'ruling-made') AND said.recorded <= day COLLATE "C"
      ELSE said.published ->> 'latest' <= day COLLATE "C"
    END, false)
  FROM (
    SELECT e.kind, to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS recorded,
      nullif((coalesce(e.payload::json, (
        SELECT by.payload::json -> 'skeleton' FROM log.redactions AS r JOIN log.events AS by ON by.position = r.redacted_by
        WHERE r.position = e.position
      )) -> 'published')::jsonb, 'null') AS published
    FROM log.events AS e WHERE e.position = event_position
  ) AS said
$$;

-- Whether the text of a development or a ruling is that of its public version, as known at a position: it is public, and nothing
-- public has superseded it. `read.search` says which event closed a text: the correction, whose text is the next, or the retraction.
CREATE FUNCTION read.is_public_text(event_position bigint, up_to bigint, day text) RETURNS boolean
LANGUAGE plpgsql STABLE COST 10000 AS $$
DECLARE
  closed_at bigint := event_position;
BEGIN
  IF event_position > up_to OR NOT read.is_public(event_position, day) THEN RETURN false; END IF;
  LOOP
    SELECT min(s.known_to) INTO closed_at FROM log.events AS e JOIN read.search AS s ON s.source = e.event_id::text
    WHERE e.position = closed_at;
    IF closed_at IS NULL OR closed_at > up_to THEN RETURN true; END IF;
    IF read.is_public(closed_at, day) THEN RETURN false; END IF;
  END LOOP;
END
$$;
