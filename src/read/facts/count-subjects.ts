/** What policies are counted by; `policy` is all of them. */
export type Subject = 'policy' | 'status' | 'area' | 'jurisdiction';

/** Counted in the place of a status that is left out for doubt; no JSON text is like this. */
export const DOUBTFUL = '?';

/** Positions in one block of sums. */
export const BLOCK = 512;

/** Positions from one running total to the next: so many blocks are added to a total at most. */
export const RUN = 64 * BLOCK;
