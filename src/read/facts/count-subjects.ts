/** What policies are counted by; `policy` is all of them. */
export type Subject = 'policy' | 'status' | 'area' | 'jurisdiction';

/** Counted in the place of a status that is left out for doubt; no JSON text is like this. */
export const DOUBTFUL = '?';

/** Positions in one block of a level of sums; level 0 sums all there are. */
export const BLOCKS = [256, 4096, 65_536] as const;
