/** The name of the subscription that maintains the searchable texts; its row holds their checkpoint. */
export const SEARCH = 'search';
