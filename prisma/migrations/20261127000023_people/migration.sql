-- Who signed in through the OpenID Connect provider. The log names a person by `user:` and this id, which means nothing outside: what
-- the provider says of the person is only here, and can be erased.
CREATE TABLE access.people (
  id            text        PRIMARY KEY CHECK (id ~ '^[a-z0-9]{1,40}$'),
  issuer        text        NOT NULL,
  subject       text        NOT NULL,
  name          text        NOT NULL,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at  timestamptz NOT NULL DEFAULT now(),
  UNIQUE (issuer, subject)
);
