import type { Random } from './random.js';

const two = (number: number) => String(number).padStart(2, '0');

/** Developments and queries are between the start of 2015 and the end of 2026. */
export const dayOf = (random: Random): string =>
  `${random.integer(2015, 2026)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`;
