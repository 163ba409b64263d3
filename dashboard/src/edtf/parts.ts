import { doubted, type Doubted } from './reading.js';

export type Part = 'early' | 'mid' | 'late';

/** Days 1 to 10, 11 to 20, or 21 to the end of a month: the Japanese 上旬, 中旬, 下旬. */
export function thirdOfMonth(part: Part, month: string): string {
  if (part === 'early') return `[${month}-01..${month}-10]`;
  return part === 'mid' ? `[${month}-11..${month}-20]` : `[${month}-21..${month}]`;
}

/** "Late 2023" has no defined meaning: its possible meanings, from narrow to wide. */
export function partOfYear(part: Part, year: string): Doubted {
  const months = (from: string, to: string) => `[${year}-${from}..${year}-${to}]`;
  const choices = {
    early: [`${year}-33`, months('01', '04'), months('01', '06')],
    mid: [months('06', '07'), months('05', '08'), months('04', '09')],
    late: [`${year}-36`, months('09', '12'), months('07', '12')],
  };
  return doubted('part-of-year', ...choices[part]);
}

/** The start or end of a year or month: the one day, or some time around it. */
export function edgeOf(edge: 'start' | 'end', date: string): Doubted {
  if (date.length > 4) {
    const day = edge === 'start' ? `${date}-01` : `[${date}-25..${date}]`;
    return doubted('end-or-start', day, thirdOfMonth(edge === 'start' ? 'early' : 'late', date));
  }
  const choices = edge === 'start' ? ['-01-01', '-01', '-33'] : ['-12-31', '-12', '-36'];
  return doubted('end-or-start', ...choices.map((rest) => date + rest));
}

/** Half of a calendar year: H1, H2. */
export const halfOf = (half: 1 | 2, year: string): string =>
  half === 1 ? `[${year}-01..${year}-06]` : `[${year}-07..${year}-12]`;
