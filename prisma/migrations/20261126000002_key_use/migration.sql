-- Who made a key, and when it was last used: what tells an administrator which keys nobody needs. Neither is known of older keys.
ALTER TABLE access.api_keys
  ADD COLUMN created_by   text,
  ADD COLUMN last_used_at timestamptz;

COMMENT ON COLUMN access.api_keys.created_by IS 'The actor, as the log names it, for example key:admin.';
COMMENT ON COLUMN access.api_keys.last_used_at IS 'To some minutes: a busy key is written once in a while, not with each request.';
