import type { Words } from '../words/en.js';

/** What went wrong, for a reader: browsers only say "Failed to fetch" of a service that does not answer. */
export const faultText = (error: Error, words: Words): string =>
  error instanceof TypeError ? words.unreachable : error.message;
