-- How many requests a key or an address made in its window (RATE_LIMIT), for all processes of the service. Not logged: after a crash of
-- the server the windows begin anew, and a request does not wait for the disk.
CREATE UNLOGGED TABLE access.request_counts (
  client  text        PRIMARY KEY,
  used    integer     NOT NULL,
  ends_at timestamptz NOT NULL
) WITH (fillfactor = 50);

COMMENT ON COLUMN access.request_counts.ends_at IS 'End of the window, by the clock of the database, which all processes share.';
