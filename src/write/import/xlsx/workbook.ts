import { posix } from 'node:path';
import { badLine } from '../reject.js';
import { isDateFormat } from './dates.js';
import { xmlEvents, type XmlEvent } from './xml.js';
import { openZip, type Parts } from './zip.js';

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
