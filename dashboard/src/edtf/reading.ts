/** Why words with possible meanings are not read as a date. */
export type Doubt =
  | 'day-or-month'
  | 'part-of-year'
  | 'end-or-start'
  | 'range'
  | 'onwards'
  | 'fiscal'
  | 'relative';

/** Ambiguous words: the reader has to choose. */
export interface Doubted {
  doubt: Doubt;
  /** EDTF texts; empty if there is nothing to choose from. */
  choices: readonly string[];
}

/** EDTF, a choice, or null: cannot be read. */
export type Read = string | Doubted | null;

export const doubted = (doubt: Doubt, ...choices: Read[]): Doubted => ({
  doubt,
  choices: choices.filter((choice) => typeof choice === 'string'),
});

/** Applies `make` to a date; for a choice, to each of its options. */
export function map(read: Read, make: (date: string) => Read): Read {
  if (read === null || typeof read === 'string') return read === null ? null : make(read);
  return doubted(read.doubt, ...read.choices.map(make));
}
