import { bareText, type Cell, type ColumnType } from '../tables/column.js';
import { epochDay } from './epoch.js';

/** Styles of the workbook: indexes into styles.xml. */
export const STYLE = { plain: 0, heading: 1, day: 2 };

/** Most characters that Excel accepts in one cell. */
const LONGEST_TEXT = 32_767;
const CUT = '… [cut]';

/** Excel counts days from 1899-12-31 and treats 1900 as a leap year: days and numbers agree only from March 1900. */
const FIRST_EXCEL_DAY = '1900-03-01';
const EXCEL_EPOCH = 25_569;

/**
 * One cell as SpreadsheetML (ECMA-376, part 1, section 18.3.1.4). Text is inline text, never a formula.
 * @param at its reference, such as `B7`; optional in the standard, but some readers need it
 */
export function cellXml(type: ColumnType, cell: Cell, at: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return numberXml(cell, at);
  if (typeof cell === 'boolean') return booleanXml(cell, at);
  if (type === 'day' && cell >= FIRST_EXCEL_DAY)
    return `<c r="${at}" s="${STYLE.day}"><v>${epochDay(cell) + EXCEL_EPOCH}</v></c>`;
  if (type !== 'value') return textXml(cell, at);
  if (cell === 'true' || cell === 'false') return booleanXml(cell === 'true', at);
  // A double holds fewer digits than a text may have: the cell is a number only if it converts back to the same text.
  return /^-?\d/.test(cell) && String(Number(cell)) === cell
    ? numberXml(Number(cell), at)
    : textXml(bareText(cell), at);
}

const numberXml = (value: number, at: string) => `<c r="${at}"><v>${value}</v></c>`;
const booleanXml = (value: boolean, at: string) => `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;

export function textXml(text: string, at: string, style = STYLE.plain): string {
  const shown = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - CUT.length)}${CUT}` : text;
  return `<c r="${at}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${xmlText(shown)}</t></is></c>`;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '_x000D_',
};

/**
 * Text for XML 1.0. Characters that XML cannot hold are written as `_xHHHH_` (ECMA-376, part 1, section 22.9.2.19); text that
 * already looks like such an escape is escaped, too.
 */
export function xmlText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"\r]/g, (sign) => ESCAPES[sign] ?? sign)
    .replace(UNSAYABLE, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

const UNSAYABLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The letters of a column, counted from 0: A to Z, AA and so on. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
