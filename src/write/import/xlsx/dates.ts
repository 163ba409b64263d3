/** Built-in number formats that show a date (ECMA-376, 18.8.30), including those of East Asia. */
const isBuiltIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a number format shows a date: it has a letter for year, month, day, hour or second outside of quotes and brackets. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltIn(id);
  const [positive = ''] = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, '').split(';');
  return /[ymdhsge]/i.test(positive.replace(/general/i, '').replace(/e[+-]/gi, ''));
}

const SECONDS = 86_400;

/**
 * The day of a number, `2024-01-18`, with the time of day if it has one, `2024-01-18T09:30:00`; without a time zone, as in the
 * sheet.
 *
 * @param serial days since 1899-12-30, or since 1904-01-01
 * @returns undefined for a time alone, and for 29 February 1900, which exists only in spreadsheets
 */
export function dayOf(serial: number, from1904: boolean): string | undefined {
  const seconds = Math.round(serial * SECONDS);
  const days = Math.floor(seconds / SECONDS);
  const last = 2_958_465; // 9999-12-31
  if (days < 1 || days > last || (!from1904 && days === 60)) return undefined;
  // Before 29 February 1900, which never existed, spreadsheet numbers are one day behind.
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const day = new Date(first + days * SECONDS * 1000).toISOString().slice(0, 10);
  const rest = seconds - days * SECONDS;
  if (rest === 0) return day;
  const parts = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60];
  return `${day}T${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
}
