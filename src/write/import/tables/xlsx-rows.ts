import { badLine } from '../reject.js';
import type { CsvRow } from './csv-rows.js';
import { dayOf, textCollector, unescaped, type Sheet, type Workbook } from './xlsx-workbook.js';
import { xmlEvents } from './xlsx-parts.js';

/** Most columns of a sheet (A to XFD). */
const COLUMNS = 16_384;

/** Rows of a sheet as text, in groups, with their numbers; one group is in memory. @throws DomainProblem */
export async function* sheetRows(
  workbook: Workbook,
  { name, path }: Sheet,
): AsyncGenerator<CsvRow[], undefined> {
  const stream = await workbook.parts(path);
  if (!stream) throw badLine('', `The sheet ${JSON.stringify(name)} is not in the file`);
  const reader = new RowReader(workbook);
  for await (const events of xmlEvents(stream)) {
    for (const event of events) reader.take(event);
    yield reader.rows.splice(0);
  }
  return undefined;
}

class RowReader {
  readonly rows: CsvRow[] = [];
  private number = 0;
  private cells: string[] = [];
  private problem: string | undefined;
  private column = -1;
  private attributes: Readonly<Record<string, string>> = {};
  private value: string | undefined;
  private inValue = false;
  private readonly inline = textCollector('is', (text) => (this.value = text));

  constructor(private readonly workbook: Workbook) {}

  take(event: Parameters<typeof this.inline>[0]): void {
    this.inline(event);
    if ('open' in event) this.open(event.open, event.attributes);
    else if ('text' in event) {
      if (this.inValue) this.value = (this.value ?? '') + event.text;
    } else this.close(event.close);
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const given = Number(attributes['r']);
      this.number = Number.isSafeInteger(given) && given > 0 ? given : this.number + 1;
      this.cells = [];
      this.problem = undefined;
      this.column = -1;
    } else if (name === 'c') {
      this.attributes = attributes;
      this.column = columnOf(attributes['r']) ?? this.column + 1;
      this.value = undefined;
    } else if (name === 'v') this.inValue = true;
  }

  private close(name: string): void {
    if (name === 'v') this.inValue = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row' && this.problem !== undefined)
      this.rows.push({ number: this.number, problem: badLine('', this.problem) });
    else if (name === 'row') this.rows.push({ number: this.number, cells: this.cells });
  }

  private endCell(): void {
    if (this.value === undefined || this.value === '') return;
    const at = this.attributes['r'] ?? `in column ${String(this.column + 1)}`;
    if (this.column >= COLUMNS) {
      this.problem ??= `The cell ${at} lies beyond the last column`;
      return;
    }
    const text = this.textOf(this.value);
    if (typeof text !== 'string') this.problem ??= `The cell ${at} ${text.mistake}`;
    else {
      while (this.cells.length < this.column) this.cells.push('');
      this.cells[this.column] = text;
    }
  }

  private textOf(value: string): string | { mistake: string } {
    const { t: type = 'n', s: style } = this.attributes;
    const { texts, dates, from1904 } = this.workbook;
    switch (type) {
      case 's':
        return texts[Number(value)] ?? { mistake: 'refers to a text that is not in the file' };
      case 'str':
        return unescaped(value);
      case 'inlineStr':
        return value;
      case 'd':
        return value.replace(/T00:00:00(\.0+)?Z?$/, '');
      case 'b':
        return value === '1' ? 'true' : 'false';
      case 'n':
        break;
      default:
        return { mistake: `has the error ${value}` };
    }
    const number = Number(value);
    if (!Number.isFinite(number)) return { mistake: `has no number: ${value}` };
    if (style !== undefined && dates[Number(style)] === true)
      return dayOf(number, from1904) ?? { mistake: `shows ${value} as a date, and there is no such day` };
    if (Math.abs(number) > Number.MAX_SAFE_INTEGER)
      return { mistake: `has the number ${value}, which is not exact; format the column as text` };
    // Spreadsheets write 17 digits (1.1000000000000001); the shortest equal number is what was typed.
    return String(number);
  }
}

/** 0 for A. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,4}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
