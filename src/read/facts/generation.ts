/**
 * The suffix of the tables to write: none for the views of the current generation, `_7` for a generation that is being rebuilt,
 * `_p7` for the tables of a day of publication.
 */
export type Generation = '' | `_${number}` | `_p${number}`;

/** A statement that writes the generation's suffix as `{g}`, for one of them. */
export const forGeneration = (statement: string, generation: Generation): string =>
  statement.replaceAll('{g}', generation);
