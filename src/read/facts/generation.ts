/** The suffix of the tables to write to: none for the views of the current generation. */
export type Generation = '' | `_${number}`;
