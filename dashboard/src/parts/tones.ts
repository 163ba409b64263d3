import type { Family } from '../labels/labels.js';

/** The class of a status's colour (tokens.css): one for each family, the same in chips, charts, pictures and lists. */
export const toneOf = (family: Family | undefined): string => `tone-${family ?? 'other'}`;
