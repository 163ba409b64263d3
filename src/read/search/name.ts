/** The name of the subscription that keeps the texts; its row tells how far they are. */
export const SEARCH = 'search';
