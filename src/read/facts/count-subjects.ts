/** What policies are counted by; `policy` counts all of them. */
export type Subject = 'policy' | 'status' | 'area' | 'jurisdiction' | 'existence';

/** The counted value if the status is uncertain; no JSON text equals it. */
export const DOUBTFUL = '?';

/** Positions in one block of sums. */
export const BLOCK = 512;

/** Positions from one running total to the next: at most this many are added to a total, in blocks. */
export const RUN = 64 * BLOCK;
