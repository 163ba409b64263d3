import type { Expected } from '../../src/domain/upcoming.js';

/** The texts of expected items, which have no order before an answer is made. */
export const expectedTexts = (items: Iterable<Expected>): string[] =>
  [...items].map(({ text }) => text).sort();
