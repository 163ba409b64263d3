/** Words of contested values and rulings. */
export const claims = {
  claims: {
    contested: 'contested',
    contestedHelp: 'Sources contradict each other, or the only one is disputed.',
    told: (values: string) => `contested: ${values}`,
    toldField: (field: string, values: string) => `${field} is contested: ${values}`,
    by: (value: string, who: string) => `${value} (${who})`,
    or: (before: string, last: string) => `${before} or ${last}`,
    list: (field: string) => `Claims about ${field}`,
    unclaimed: 'This holds if the others are not so.',
    spans: 'Contested times',
    span: 'Days',
    claimed: 'Claims',
  },
};
