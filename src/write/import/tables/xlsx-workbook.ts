import { posix } from 'node:path';
import { badLine } from '../reject.js';
import { xmlEvents, type XmlEvent, openZip, type Parts } from './xlsx-parts.js';

/** Most characters of the shared texts of a workbook: they are kept in memory. */
const TEXTS_LIMIT = 1 << 27;

export interface Sheet {
  name: string;
  path: string;
}

/** The parts of a workbook (ECMA-376, SpreadsheetML) that cells refer to. */
export interface Workbook {
  parts: Parts;
  /** Visible sheets, in order. */
  sheets: readonly Sheet[];
  texts: readonly string[];
  /** For each cell format, whether it shows a number as a date. */
  dates: readonly boolean[];
  /** Days are counted from 1904, as on old Macs. */
  from1904: boolean;
}

/** @throws DomainProblem `invalid-input` */
export async function openWorkbook(bytes: Buffer): Promise<Workbook> {
  const parts = await openZip(bytes);
  const workbook = 'xl/workbook.xml';
  const targets = new Map<string, string>();
  await each(parts, 'xl/_rels/workbook.xml.rels', (event) => {
    if (!('open' in event) || event.open !== 'Relationship') return;
    const { Id = '', Target = '' } = event.attributes;
    targets.set(Id, posix.join(Target.startsWith('/') ? '' : 'xl', Target).replace(/^\//, ''));
  });
  const sheets: Sheet[] = [];
  let from1904 = false;
  const found = await each(parts, workbook, (event) => {
    if (!('open' in event)) return;
    const { open, attributes } = event;
    if (open === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    if (open !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
    const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
    sheets.push({ name: attributes['name'] ?? '', path: targets.get(id) ?? '' });
  });
  if (!found) throw badLine('', 'The file is a ZIP archive, but no XLSX workbook');
  return { parts, sheets, from1904, texts: await textsOf(parts), dates: await datesOf(parts) };
}

async function textsOf(parts: Parts): Promise<string[]> {
  const texts: string[] = [];
  let size = 0;
  const collect = textCollector('si', (text) => {
    size += text.length;
    if (size > TEXTS_LIMIT)
      throw badLine('', 'The XLSX file has too much text to be kept; save the sheet as CSV');
    texts.push(text);
  });
  await each(parts, 'xl/sharedStrings.xml', collect);
  return texts;
}

/** Collects the text of an element without its phonetic guides (rPh), and with `_xHHHH_` decoded. */
export function textCollector(element: string, take: (text: string) => void): (event: XmlEvent) => void {
  let text = '';
  let within = false;
  let spoken = false;
  return (event) => {
    if ('open' in event) {
      if (event.open === element) text = '';
      if (event.open === 't') within = true;
      if (event.open === 'rPh') spoken = true;
    } else if ('text' in event) {
      if (within && !spoken) text += event.text;
    } else {
      if (event.close === 't') within = false;
      if (event.close === 'rPh') spoken = false;
      if (event.close === element) take(unescaped(text));
    }
  };
}

export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

async function datesOf(parts: Parts): Promise<boolean[]> {
  const formats = new Map<string, string>();
  const dates: boolean[] = [];
  let inCells = false;
  await each(parts, 'xl/styles.xml', (event) => {
    if ('close' in event && event.close === 'cellXfs') inCells = false;
    if (!('open' in event)) return;
    const { open, attributes } = event;
    if (open === 'numFmt') formats.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '');
    if (open === 'cellXfs') inCells = true;
    if (open !== 'xf' || !inCells) return;
    const id = attributes['numFmtId'] ?? '0';
    dates.push(isDateFormat(Number(id), formats.get(id)));
  });
  return dates;
}

/** @returns whether the part exists */
async function each(parts: Parts, path: string, take: (event: XmlEvent) => void): Promise<boolean> {
  const stream = await parts(path);
  if (!stream) return false;
  for await (const events of xmlEvents(stream)) events.forEach(take);
  return true;
}

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
