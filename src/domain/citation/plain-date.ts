import type { Day } from '../day.js';

/** Year, month and day of a plain date (`2024`, `2024-07`, `2024-07-31`); null for any other EDTF text. */
export function plainDate(text: Day): number[] | null {
  return /^\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?$/.test(text) ? text.split('-').map(Number) : null;
}
