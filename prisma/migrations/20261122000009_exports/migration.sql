-- Files that export jobs made. A row is written once the file is complete under its name; without one there is no file.
CREATE SCHEMA exports;

CREATE TABLE exports.files (
  job_id     uuid        PRIMARY KEY REFERENCES jobs.jobs (id) ON DELETE CASCADE,
  -- The file's name in the storage.
  key        text        NOT NULL,
  -- All that those who cite the file have to know, as JSON text: sent as it is.
  manifest   text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL
);

CREATE INDEX files_by_expiry ON exports.files (expires_at);

-- Exports that are made again and again.
CREATE TABLE exports.schedules (
  id          uuid        PRIMARY KEY,
  -- Five fields (minute, hour, day of the month, month, day of the week), in UTC.
  cron        text        NOT NULL,
  actor       text        NOT NULL,
  -- As POST /v1/exports takes it; the basis is found anew each time.
  request     jsonb       NOT NULL,
  -- Each file holds only what came behind the position of the file before.
  incremental boolean     NOT NULL,
  -- The minute whose turn was taken last, so that several processes make one job of it.
  last_minute timestamptz NOT NULL DEFAULT date_trunc('minute', clock_timestamp()),
  last_job_id uuid,
  last_position bigint,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
