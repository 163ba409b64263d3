-- The log: append-only, gap-free, hashed. It knows streams, kinds and payload bytes, and no policy.
CREATE SCHEMA log;

CREATE TABLE log.events (
  position       bigint      PRIMARY KEY CHECK (position > 0),
  stream         text        NOT NULL CHECK (stream <> ''),
  version        bigint      NOT NULL CHECK (version > 0),
  event_id       uuid        NOT NULL UNIQUE,
  kind           text        NOT NULL CHECK (kind <> ''),
  schema_version integer     NOT NULL CHECK (schema_version > 0),
  payload        text        NOT NULL,
  data           jsonb       NOT NULL GENERATED ALWAYS AS (payload::jsonb) STORED,
  salt           bytea       NOT NULL CHECK (octet_length(salt) = 16),
  leaf_hash      bytea       NOT NULL,
  actor          text        NOT NULL,
  correlation_id text,
  causation_id   text,
  recorded_at    timestamptz NOT NULL UNIQUE,
  ingested_at    timestamptz,
  UNIQUE (stream, version)
);

COMMENT ON COLUMN log.events.payload IS 'Canonical JSON text (RFC 8785); its UTF-8 bytes are what is hashed.';
COMMENT ON COLUMN log.events.salt IS 'Random; keeps an erased payload from being guessed from the hash that stays.';
COMMENT ON COLUMN log.events.ingested_at IS 'When the log really took a backfilled event; null for all others.';

-- A name used once for ever. The events of its append are the positions first to last.
CREATE TABLE log.idempotency_keys (
  key            text   PRIMARY KEY,
  digest         text   NOT NULL,
  first_position bigint NOT NULL,
  last_position  bigint NOT NULL
);

-- Where the oldest backfilled event is; no row: there is none. It tells most answers at once that they rest on none.
CREATE TABLE log.first_backfill (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  position bigint  NOT NULL
);

CREATE TABLE log.subscriptions (
  name             text        PRIMARY KEY,
  checkpoint       bigint      NOT NULL DEFAULT 0,
  lease_owner      text,
  -- Goes up by one with every take-over; a holder whose token is not this one may not commit.
  fencing_token    bigint      NOT NULL DEFAULT 0,
  lease_expires_at timestamptz,
  parked_position  bigint,
  parked_reason    text,
  parked_at        timestamptz,
  CHECK ((parked_position IS NULL) = (parked_reason IS NULL))
);

-- RFC 3339, UTC, six decimals. Made here, because a JavaScript Date would lose the microseconds.
CREATE FUNCTION log.instant_text(instant timestamptz) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- Stable, not immutable: convert_to is, and PostgreSQL does not inline a function into a promise stronger than its body keeps;
-- called, they would cost more than the insert itself.
--
-- A text as the leaf header holds it: its length in bytes (int4, big-endian; -1 for null), then its UTF-8 bytes.
CREATE FUNCTION log.framed(value text) RETURNS bytea
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(int4send(octet_length(convert_to(value, 'UTF8'))) || convert_to(value, 'UTF8'), '\xffffffff'::bytea);

-- The leaf of one event in the log's Merkle tree (0x00 before a leaf: RFC 6962, section 2.1):
--
--   leaf       = sha256(0x00 || header || commitment)
--   commitment = sha256(salt || UTF-8 bytes of payload)
--   header     = 0x01 (version of this layout)
--             || position        int8, big-endian
--             || recorded_at     int8, big-endian, microseconds since 2000-01-01T00:00:00Z
--             || ingested_at     the same; 0x8000000000000000 for null
--             || version         int8, big-endian
--             || schema_version  int4, big-endian
--             || event_id        16 bytes
--             || stream, kind, actor, correlation_id, causation_id, each framed
--
-- Payload and salt enter by the commitment alone, so both can be erased by law without breaking the tree.
CREATE FUNCTION log.leaf_hash(
  "position" bigint, recorded_at timestamptz, ingested_at timestamptz, version bigint, schema_version integer,
  event_id uuid, stream text, kind text, actor text, correlation_id text, causation_id text, salt bytea, payload text
) RETURNS bytea
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN sha256(
    '\x0001'::bytea || int8send("position") || timestamptz_send(recorded_at)
    || coalesce(timestamptz_send(ingested_at), '\x8000000000000000'::bytea)
    || int8send(version) || int4send(schema_version) || uuid_send(event_id)
    || log.framed(stream) || log.framed(kind) || log.framed(actor)
    || log.framed(correlation_id) || log.framed(causation_id)
    || sha256(salt || convert_to(payload, 'UTF8'))
  );

-- Appends an array of appends, each judged on its own, as if they came one after the other.
--
-- Flat arrays instead of one JSON document: taking that apart cost as much as storing what it said.
-- An element an append: streams, expected ('any' | 'noStream' | 'exists' | '<version>'), actors, correlation_ids,
--   causation_ids, given_at (backfill only), and how many of the next arrays' elements are its own: key_counts, event_counts.
-- An element an idempotency key: keys, digests. An element an event: event_ids, kinds, schema_versions, payloads, salts.
-- backfill: given_at are the instants to record; `backfill_after` is the last one given to the call before this one in the
--   same import, null for its first.
--
-- Rows, in the order of the array; `item` counts the appends from 0:
--   done, alreadyDone   one row an event: where it landed
--   conflict            one row: `version` is the stream's actual one, 0 if it does not exist
--   refused             one row: `detail` names the key used before with other content, or `event:<id>`
--   backfillRefused     one row: `detail` is below-head | descending | future
--
-- Only the holder of the lock may read the end of the log and write behind it, until its commit: so the order of
-- positions, of recorded instants and of commits is one order, and a reader that goes by position never skips an event.
-- Call it as the one statement of its transaction; everything done after it is done while all writers wait.
CREATE FUNCTION log.append(
  streams text[], expected text[], actors text[], correlation_ids text[], causation_ids text[], given_at timestamptz[],
  key_counts integer[], keys text[], digests text[],
  event_counts integer[], event_ids uuid[], kinds text[], schema_versions integer[], payloads text[], salts bytea[],
  backfill boolean DEFAULT false, backfill_after timestamptz DEFAULT NULL
) RETURNS TABLE (item integer, outcome text, detail text, event_id uuid, "position" bigint, version bigint, recorded_at text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  -- The log's statements are look-ups by an index. A plan made while the table was young would scan it for ever, and one
  -- made anew at each call costs as much as running it.
  SET enable_seqscan = off
  SET enable_bitmapscan = off
  SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  n               integer;
  e               integer;
  k               integer;
  last_event      integer := 0;
  last_key        integer := 0;
  repeats         boolean;
  first_same      integer[];
  versions        bigint[];
  head_position   bigint;
  head_at         timestamptz;
  head_backfilled boolean;
  below_head      boolean := false;
  now_at          timestamptz;
  ingested        timestamptz;
  first_position  bigint;
  last_position   bigint;
  known           record;
  known_events    integer;
  actual          bigint;
  -- What is decided but not yet written, an element an event or a key: one INSERT costs a fifth of one for each row.
  new_events      integer[] := '{}';
  new_items       integer[] := '{}';
  new_positions   bigint[] := '{}';
  new_versions    bigint[] := '{}';
  new_recorded    timestamptz[] := '{}';
  new_ingested    timestamptz[] := '{}';
  new_keys        integer[] := '{}';
  new_firsts      bigint[] := '{}';
  new_lasts       bigint[] := '{}';
  backfilled_from bigint;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'log.append needs read committed: an older snapshot does not see the end of the log'
      USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('log.append'), 0);

  SELECT ev.position, ev.recorded_at, ev.ingested_at IS NOT NULL INTO head_position, head_at, head_backfilled
    FROM log.events ev ORDER BY ev.position DESC LIMIT 1;
  head_position := coalesce(head_position, 0);

  -- Where each append's stream stands. `versions` is kept at the first append to a stream, for all that follow.
  SELECT array_agg(s.first_same ORDER BY s.n), array_agg(s.version ORDER BY s.n) INTO first_same, versions
    FROM (SELECT i.n, min(i.n) OVER (PARTITION BY i.stream) AS first_same,
            coalesce((SELECT ev.version FROM log.events ev WHERE ev.stream = i.stream ORDER BY ev.version DESC LIMIT 1), 0) AS version
          FROM unnest(streams) WITH ORDINALITY AS i(stream, n)) s;

  -- Whether anything may have been recorded before, in the log or in this call. Hardly ever: then nothing need be asked again.
  repeats := EXISTS (SELECT FROM log.events ev WHERE ev.event_id = ANY (event_ids))
    OR EXISTS (SELECT FROM log.idempotency_keys ik WHERE ik.key = ANY (keys))
    OR (SELECT count(DISTINCT i.id) < count(*) FROM unnest(event_ids) AS i(id))
    OR (SELECT count(DISTINCT i.key) < count(*) FROM unnest(keys) AS i(key));

  FOR n IN 1 .. cardinality(streams) LOOP
    item := n - 1; outcome := NULL; detail := NULL; event_id := NULL; position := NULL; version := NULL; recorded_at := NULL;
    last_key := last_key + key_counts[n];
    last_event := last_event + event_counts[n];

    <<judged>>
    BEGIN
      IF repeats THEN
        -- Keys come first: a repeat gets its first answer even if the stream has moved on since.
        first_position := NULL;
        FOR k IN last_key - key_counts[n] + 1 .. last_key LOOP
          SELECT ik.digest, ik.first_position, ik.last_position INTO known
            FROM log.idempotency_keys ik WHERE ik.key = keys[k];
          IF NOT FOUND THEN CONTINUE; END IF;
          IF known.digest <> digests[k] THEN
            outcome := 'refused'; detail := keys[k];
            RETURN NEXT; EXIT judged;
          END IF;
          IF first_position IS NULL THEN
            first_position := known.first_position; last_position := known.last_position;
          END IF;
        END LOOP;
        IF first_position IS NOT NULL THEN
          RETURN QUERY SELECT n - 1, 'alreadyDone', NULL, ev.event_id, ev.position, ev.version, log.instant_text(ev.recorded_at)
            FROM log.events ev WHERE ev.position BETWEEN first_position AND last_position ORDER BY ev.position;
          EXIT judged;
        END IF;

        known_events := 0;
        FOR e IN last_event - event_counts[n] + 1 .. last_event LOOP
          SELECT ev.stream, ev.kind, ev.schema_version, ev.payload INTO known
            FROM log.events ev WHERE ev.event_id = event_ids[e];
          IF NOT FOUND THEN CONTINUE; END IF;
          known_events := known_events + 1;
          detail := 'event:' || event_ids[e];
          IF (known.stream, known.kind, known.schema_version, known.payload)
             IS DISTINCT FROM (streams[n], kinds[e], schema_versions[e], payloads[e]) THEN
            outcome := 'refused';
            RETURN NEXT; EXIT judged;
          END IF;
        END LOOP;
        IF known_events = event_counts[n] THEN
          RETURN QUERY SELECT n - 1, 'alreadyDone', NULL, ev.event_id, ev.position, ev.version, log.instant_text(ev.recorded_at)
            FROM log.events ev WHERE ev.event_id = ANY (event_ids[last_event - event_counts[n] + 1 : last_event])
            ORDER BY ev.position;
          EXIT judged;
        ELSIF known_events > 0 THEN
          -- Part of it is in the log: it can neither be appended whole nor be said to be done.
          outcome := 'refused'; RETURN NEXT; EXIT judged;
        END IF;
      END IF;

      actual := versions[first_same[n]];
      IF NOT (CASE expected[n]
        WHEN 'any' THEN true
        WHEN 'noStream' THEN actual = 0
        WHEN 'exists' THEN actual > 0
        ELSE actual = expected[n]::bigint
      END) THEN
        outcome := 'conflict'; version := actual;
        RETURN NEXT; EXIT judged;
      END IF;

      now_at := clock_timestamp();
      ingested := NULL;
      IF backfill THEN
        IF given_at[n] IS NULL THEN
          RAISE EXCEPTION 'an append of a backfill needs recordedAt' USING ERRCODE = 'null_value_not_allowed';
        END IF;
        -- Below the head is fine only while the head is this import's own, pushed up by spreading equal instants.
        below_head := below_head OR (given_at[n] < head_at AND (backfill_after IS NULL OR NOT head_backfilled));
        detail := CASE
          WHEN given_at[n] > now_at THEN 'future'
          WHEN given_at[n] < backfill_after THEN 'descending'
          WHEN below_head THEN 'below-head'
        END;
        IF detail IS NOT NULL THEN
          outcome := 'backfillRefused';
          RETURN NEXT; EXIT judged;
        END IF;
        backfill_after := given_at[n];
        ingested := now_at;
        now_at := given_at[n];
        backfilled_from := coalesce(backfilled_from, head_position + 1);
      ELSIF given_at[n] IS NOT NULL THEN
        RAISE EXCEPTION 'recordedAt may be given in a backfill only' USING ERRCODE = 'invalid_parameter_value';
      END IF;

      first_position := head_position + 1;
      outcome := 'done';
      FOR e IN last_event - event_counts[n] + 1 .. last_event LOOP
        head_position := head_position + 1;
        actual := actual + 1;
        head_at := greatest(now_at, head_at + interval '1 microsecond');
        new_events := array_append(new_events, e);
        new_items := array_append(new_items, n);
        new_positions := array_append(new_positions, head_position);
        new_versions := array_append(new_versions, actual);
        new_recorded := array_append(new_recorded, head_at);
        new_ingested := array_append(new_ingested, ingested);
        event_id := event_ids[e]; position := head_position; version := actual; recorded_at := log.instant_text(head_at);
        RETURN NEXT;
      END LOOP;
      versions[first_same[n]] := actual;
      head_backfilled := backfill;
      FOR k IN last_key - key_counts[n] + 1 .. last_key LOOP
        new_keys := array_append(new_keys, k);
        new_firsts := array_append(new_firsts, first_position);
        new_lasts := array_append(new_lasts, head_position);
      END LOOP;
    END judged;

    -- Where something may repeat, the next append has to find this one in the tables.
    IF repeats OR n = cardinality(streams) THEN
      INSERT INTO log.events (
        position, stream, version, event_id, kind, schema_version, payload, salt, leaf_hash,
        actor, correlation_id, causation_id, recorded_at, ingested_at
      )
      SELECT
        w.position, streams[w.n], w.version, event_ids[w.e], kinds[w.e], schema_versions[w.e], payloads[w.e], salts[w.e],
        log.leaf_hash(
          w.position, w.recorded_at, w.ingested_at, w.version, schema_versions[w.e], event_ids[w.e], streams[w.n], kinds[w.e],
          actors[w.n], correlation_ids[w.n], causation_ids[w.n], salts[w.e], payloads[w.e]
        ),
        actors[w.n], correlation_ids[w.n], causation_ids[w.n], w.recorded_at, w.ingested_at
      FROM unnest(new_events, new_items, new_positions, new_versions, new_recorded, new_ingested)
        AS w(e, n, position, version, recorded_at, ingested_at);
      new_events := '{}'; new_items := '{}'; new_positions := '{}'; new_versions := '{}'; new_recorded := '{}'; new_ingested := '{}';

      IF cardinality(new_keys) > 0 THEN
        INSERT INTO log.idempotency_keys (key, digest, first_position, last_position)
          SELECT keys[w.k], digests[w.k], w.first_position, w.last_position
          FROM unnest(new_keys, new_firsts, new_lasts) AS w(k, first_position, last_position);
        new_keys := '{}'; new_firsts := '{}'; new_lasts := '{}';
      END IF;
    END IF;
  END LOOP;

  IF backfilled_from IS NOT NULL THEN
    INSERT INTO log.first_backfill (position) VALUES (backfilled_from) ON CONFLICT DO NOTHING;
  END IF;
END
$$;

-- Nothing else writes. Privileges stop what the owner's session tries by mistake; the triggers stop a superuser, too,
-- and an INSERT that does not come from log.append.
CREATE FUNCTION log.refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  stack text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    GET DIAGNOSTICS stack = PG_CONTEXT;
    IF stack LIKE '%PL/pgSQL function log.append(text[],%) line %' THEN
      RETURN NULL;
    END IF;
  END IF;
  RAISE EXCEPTION 'the log is append-only: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;

DO $$
DECLARE
  log_table regclass;
BEGIN
  FOREACH log_table IN ARRAY ARRAY['log.events', 'log.idempotency_keys', 'log.first_backfill']::regclass[] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s
                    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change()', log_table);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only', log_table);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM PUBLIC, %I', log_table, current_user);
  END LOOP;
END
$$;

REVOKE ALL ON FUNCTION log.append FROM PUBLIC;
