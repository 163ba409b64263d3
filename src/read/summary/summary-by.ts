/** What policies can be counted by. */
export const SUMMARY_BY = ['status', 'area', 'jurisdiction', 'existence'] as const;
export type SummaryBy = (typeof SUMMARY_BY)[number];

/** The only field whose contests are counted with the policies' values; undefined: any. */
export const contestedPath = (by: SummaryBy): 'status' | undefined =>
  by === 'status' ? 'status' : undefined;
