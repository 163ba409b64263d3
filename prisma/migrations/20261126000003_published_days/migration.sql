-- The read tables once more for each day of publication that is asked for: what they would hold if only what was public by that
-- day had been recorded. They are named like a generation, `read.facts_p7`, and made by the first question (src/read/published).
--
-- All of this is unlogged: it can be filled anew from the log at any time. A crash empties every unlogged table, this one among
-- them, so that no row ever tells of tables that the crash has emptied.
CREATE UNLOGGED TABLE read.published_days (
  generation bigint      PRIMARY KEY,
  -- Null: empty tables, made in advance.
  day        date        UNIQUE,
  -- The generation of all that is recorded whose tables these were made like; once that changes, these are void.
  made_like  integer     NOT NULL,
  -- The tables hold what was known up to this position, of the policies up to `filled_to`; null: of all.
  position   bigint      NOT NULL DEFAULT 0,
  filled_to  text        COLLATE "C" DEFAULT '',
  used_at    timestamptz NOT NULL DEFAULT now()
);

-- Numbers are never given twice, so that a reader that comes late finds no tables rather than those of another day.
CREATE SEQUENCE read.published_generation;
