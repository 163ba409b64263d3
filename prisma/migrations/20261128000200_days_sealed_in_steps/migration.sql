-- The counts of a day of publication are sealed in steps: all at once takes longer than a statement of a request may, from some
-- hundred thousand events on.

ALTER TABLE read.published_days ADD COLUMN sealed_to bigint NOT NULL DEFAULT 0;

COMMENT ON COLUMN read.published_days.sealed_to IS
  'Counts of the positions before this one are sealed. Of no meaning once all policies are filled in: what follows the log seals then.';
