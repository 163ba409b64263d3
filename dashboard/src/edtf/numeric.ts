import { doubted, type Read } from './reading.js';
import { ERA_LETTERS, ERAS, two, four } from './words.js';

const DAY = '(\\d{1,2})';
const FORMS: readonly [RegExp, (found: readonly string[]) => Read][] = [
  [/^(\d{4}(?:-\d{2}(?:-\d{2})?)?)$/, ([date = '']) => date],
  [/^(\d{4})(\d{2})(\d{2})$/, ([year = '', month = '', day = '']) => dateOf(year, month, day)],
  [
    new RegExp(`^(\\d{4})([-/.])${DAY}\\2${DAY}$`),
    ([year = '', , month = '', day = '']) => dateOf(year, month, day),
  ],
  [new RegExp(`^(\\d{4})[-/.]${DAY}$`), ([year = '', month = '']) => dateOf(year, month)],
  [new RegExp(`^${DAY}[/.](\\d{4})$`), ([month = '', year = '']) => dateOf(year, month)],
  [
    new RegExp(`^${DAY}([-/.])${DAY}\\2(\\d{4})$`),
    ([one = '', , other = '', year = '']) => dayOrMonthFirst(one, other, year),
  ],
  [
    new RegExp(`^([mtshr])(\\d{1,2})([-/.])${DAY}(?:\\3${DAY})?$`, 'i'),
    ([era = '', year, , month = '', day]) =>
      dateOf(four((ERAS[ERA_LETTERS[era.toLowerCase()] ?? ''] ?? 0) + Number(year)), month, day),
  ],
];

/** A date in digits: 2024/3/26, 20240326, 26.3.2024, 3/2024, R6.3.26. It may be ambiguous which number is the day. */
export function numeric(text: string): Read {
  for (const [form, read] of FORMS) {
    const found = form.exec(text);
    if (found) return read(found.slice(1));
  }
  return null;
}

/** Null for a number that is not a month: 2024/23 is not a season. */
function dateOf(year: string, month: string, day?: string): string | null {
  if (Number(month) < 1 || Number(month) > 12) return null;
  return `${year}-${two(Number(month))}${day === undefined ? '' : `-${two(Number(day))}`}`;
}

/** 26.3.2024 has one meaning, 3/4/2024 has two. */
function dayOrMonthFirst(one: string, other: string, year: string): Read {
  const [dayFirst, monthFirst] = [dateOf(year, other, one), dateOf(year, one, other)];
  if (dayFirst === null || monthFirst === null || dayFirst === monthFirst) return dayFirst ?? monthFirst;
  return doubted('day-or-month', dayFirst, monthFirst);
}
