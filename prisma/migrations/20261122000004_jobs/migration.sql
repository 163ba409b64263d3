-- Long work that a request only starts: imports, exports, rebuilds. Who does it, and when, is the matter of graphile-worker, which keeps
-- tables of its own in the same database; what clients see of it is here.
CREATE SCHEMA jobs;

CREATE TABLE jobs.jobs (
  id               uuid        PRIMARY KEY,
  task             text        NOT NULL CHECK (task <> ''),
  actor            text        NOT NULL,
  request          jsonb       NOT NULL,
  -- What nobody else may be at work on: a second job of the same task and name is refused until this one has ended.
  alone_on         text,
  state            text        NOT NULL DEFAULT 'queued'
                               CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'canceled')),
  cancel_requested boolean     NOT NULL DEFAULT false,
  -- Goes up by one with every start; a runner whose attempt is not this one has lost the job to another.
  attempt          integer     NOT NULL DEFAULT 0,
  done             bigint      NOT NULL DEFAULT 0,
  total            bigint,
  rate             double precision NOT NULL DEFAULT 0,
  -- What the task tells of itself: members of the job's answer.
  details          jsonb       NOT NULL DEFAULT '{}',
  problem          jsonb,
  created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at       timestamptz,
  finished_at      timestamptz
);

CREATE INDEX jobs_by_task ON jobs.jobs (task, created_at DESC);
CREATE UNIQUE INDEX jobs_alone ON jobs.jobs (task, alone_on) WHERE state IN ('queued', 'running');

COMMENT ON COLUMN jobs.jobs.rate IS 'Units done a second, since the present attempt began.';

-- Workers that live, by their own word. The job of one that has fallen silent is given to another.
CREATE TABLE jobs.workers (
  id      text        PRIMARY KEY,
  beat_at timestamptz NOT NULL
);
