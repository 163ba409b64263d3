/** A field on one day, or on the days of a step, as answers show it. */
export interface FieldShown {
  value?: unknown;
  /** The value was erased by law. */
  redacted?: boolean;
  certainty: 'definite' | 'possible';
  candidates?: readonly {
    value?: unknown;
    absent?: boolean;
    redacted?: boolean;
    claims?: readonly unknown[];
  }[];
  because: readonly string[];
}

export interface StepShown extends FieldShown {
  from: string | null;
  until: string | null;
}

export interface SourceShown {
  title: string;
  publisher?: string;
  url?: string;
}

/** What one picture of a policy shows: a field along time, and its value on a day, as known at one position. */
export interface PolicyPicture {
  policyId: string;
  title: string;
  jurisdictions: readonly string[];
  area: string;
  existence: string;
  basis: { asOf: string; knownAt: string | null; position: number; publishedBy?: string };
  /** The query that pins it, as a permalink has it. */
  pinned: string;
  field: string;
  /** On the day; undefined: nothing is known to hold. */
  now: FieldShown | undefined;
  /** Along time, in order; the last `MOST_STEPS`. */
  steps: readonly StepShown[];
  /** How many steps before these are left out. */
  left: number;
  sources: ReadonlyMap<string, readonly SourceShown[]>;
  /** The positions of the erasures by law that took something of what is shown. */
  erasedBy: readonly number[];
  /** What is known better now, if the question was pinned: the field, if it is the one shown. */
  changed: { now?: FieldShown | undefined } | undefined;
}
