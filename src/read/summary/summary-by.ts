/** What policies can be counted by. */
export const SUMMARY_BY = ['status', 'area', 'jurisdiction', 'existence'] as const;
export type SummaryBy = (typeof SUMMARY_BY)[number];
