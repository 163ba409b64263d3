/** Why words are not read as a date, though it is known what they may mean. */
export type Doubt =
  'day-or-month' | 'part-of-year' | 'end-or-start' | 'range' | 'onwards' | 'fiscal' | 'relative';

/** Words that may mean several dates: the reader of the form has to choose. */
export interface Doubted {
  doubt: Doubt;
  /** EDTF texts; empty where nothing can be offered. */
  choices: readonly string[];
}

/** EDTF, or a choice, or null: not understood. */
export type Read = string | Doubted | null;

export const doubted = (doubt: Doubt, ...choices: Read[]): Doubted => ({
  doubt,
  choices: choices.filter((choice) => typeof choice === 'string'),
});

/** Applies `make` to a date that was read; a choice stays a choice, of what would be made of each. */
export function map(read: Read, make: (date: string) => Read): Read {
  if (read === null || typeof read === 'string') return read === null ? null : make(read);
  return doubted(read.doubt, ...read.choices.map(make));
}
