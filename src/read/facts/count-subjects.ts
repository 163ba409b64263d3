/** What policies are counted by; `policy` is all of them. */
export type Subject = 'policy' | 'status' | 'area' | 'jurisdiction';

/** Counted in the place of a status that is left out for doubt; no JSON text is like this. */
export const DOUBTFUL = '?';

/** Positions in one block of each level of sums, from level 1 on. */
export const BLOCKS = [512, 8192, 131_072] as const;
