import { describe, expect, it } from '@jest/globals';
import yazl from 'yazl';
import { DomainProblem } from '../../../domain/problem.js';
import { dayOf, isDateFormat } from './xlsx-workbook.js';
import { xlsxTable } from './xlsx.js';

async function zipped(parts: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A workbook as Excel writes it; format 1 shows days, format 2 a number with the word "day". */
function workbook(
  sheets: Readonly<Record<string, string>>,
  { texts = '', date1904 = '0' } = {},
): Promise<Buffer> {
  const names = Object.keys(sheets);
  const named = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const targets = names.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  return zipped({
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr date1904="${date1904}"/><sheets>${named.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${targets.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${texts}</sst>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy/mm/dd;@"/><numFmt numFmtId="165" formatCode="0&quot; day&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    ...Object.fromEntries(
      names.map((name, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet><sheetData>${sheets[name] ?? ''}</sheetData></worksheet>`,
      ]),
    ),
  });
}

const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const HEADER = `<row r="1">${inline('A1', 'id')}${inline('B1', 'date')}${inline('C1', 'n')}</row>`;

async function read(file: Buffer, sheet?: string) {
  async function* pieces() {
    for (let at = 0; at < file.length; at += 100) yield await Promise.resolve(file.subarray(at, at + 100));
  }
  const { rows, ...table } = await xlsxTable(pieces(), sheet);
  const found: Record<number, string | readonly string[]> = {};
  for await (const some of rows)
    for (const row of some) found[row.number] = 'cells' in row ? row.cells : row.problem.detail;
  return { ...table, rows: found };
}

const refusal = async (file: Buffer, sheet?: string): Promise<string> => {
  const error: unknown = await read(file, sheet).catch((caught: unknown) => caught);
  if (error instanceof DomainProblem) return error.detail;
  throw new Error(`It was read: ${JSON.stringify(error)}`);
};

describe('A sheet of an XLSX file', () => {
  it('has days as days in any time zone, numbers as they were typed, texts without their readings', async () => {
    const texts =
      '<si><r><t>木原</t></r><r><t xml:space="preserve"> 稔</t></r><rPh><t>キハラ</t></rPh></si><si><t>a_x000D_b</t></si>';
    const { rows } = await read(
      await workbook(
        {
          Data: `${HEADER}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>45309</v></c><c r="C2"><v>1.1000000000000001</v></c></row>
            <row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" s="1"><v>45309.395833333336</v></c><c r="C5" s="2"><v>400</v></c></row>
            <row r="6"><c r="B6" t="b"><v>1</v></c><c r="C6" t="str"><f>A1</f><v>made</v></c></row><row r="7"/>`,
        },
        { texts },
      ),
    );
    expect(rows).toEqual({
      2: ['木原 稔', '2024-01-18', '1.1'],
      5: ['a\rb', '2024-01-18T09:30:00', '400'],
      6: ['', 'true', 'made'],
    });
  });

  it('is the first that has rows below a header, or the one asked for', async () => {
    const other = `<row r="1">${inline('A1', 'x')}</row><row r="2">${inline('A2', 'y')}</row>`;
    const file = await workbook({
      Empty: '',
      'Read me': `<row r="1">${inline('A1', 'About')}</row>`,
      Data: HEADER + `<row r="2">${inline('A2', '1')}</row>`,
      Other: other,
    });
    expect(await read(file)).toMatchObject({
      sheet: 'Data',
      sheets: ['Empty', 'Read me', 'Data', 'Other'],
      columns: ['id', 'date', 'n'],
      rows: { 2: ['1', '', ''] },
    });
    expect(await read(file, 'Other')).toMatchObject({ columns: ['x'], rows: { 2: ['y'] } });
    expect(await refusal(file, 'Date')).toBe(
      'The file has no sheet "Date"; it has Empty, Read me, Data, Other',
    );
    expect(await refusal(file, 'Empty')).toContain('No sheet has rows below a header');
  });

  it('loses only the rows with cells that can not be recorded', async () => {
    const row = (n: number, cell: string) => `<row r="${n}">${inline(`A${n}`, 'x')}${cell}</row>`;
    const { rows } = await read(
      await workbook({
        Data: [
          HEADER,
          row(2, '<c r="B2" t="e"><v>#N/A</v></c>'),
          row(3, '<c r="C3"><v>9007199254740993</v></c>'),
          row(4, '<c r="B4" s="1"><v>60</v></c>'),
          row(5, inline('D5', 'beyond')),
          row(6, '<c r="XFE6"><v>1</v></c>'),
          row(7, '<c r="B7" t="s"><v>9</v></c>'),
          row(8, '<c r="C8"><v>7</v></c>'),
        ].join(''),
      }),
    );
    expect(rows).toEqual({
      2: 'The cell B2 has the error #N/A',
      3: 'The cell C3 has the number 9007199254740993, which is not exact; format the column as text',
      4: 'The cell B4 shows 60 as a date, and there is no such day',
      5: 'This row has 4 cells, and the header has 3 columns',
      6: 'The cell XFE6 lies beyond the last column',
      7: 'The cell B7 refers to a text that is not in the file',
      8: ['x', '', '7'],
    });
  });

  it('is refused if the archive is broken, no workbook, or has XML that grows', async () => {
    const file = await workbook({ Data: HEADER });
    expect(await refusal(file.subarray(0, 500))).toContain('broken or was cut off');
    expect(await refusal(await zipped({ 'a.txt': 'x' }))).toContain('no XLSX workbook');
    const bomb =
      '<!DOCTYPE a [<!ENTITY b "x">]><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>';
    expect(await refusal(await workbook({ Data: bomb }))).toContain("can't be read");
  });
});

describe('Days of a sheet', () => {
  it('are counted from 1899-12-30, with the day in 1900 that never was, or from 1904', () => {
    const days = [1, 59, 60, 61, 45309, 0.5, 2_958_466, -1].map((serial) => dayOf(serial, false));
    expect(days).toEqual([
      '1900-01-01',
      '1900-02-28',
      undefined,
      '1900-03-01',
      '2024-01-18',
      undefined,
      undefined,
      undefined,
    ]);
    expect(dayOf(43847, true)).toBe('2024-01-18');
  });

  it('are recognised by the format of the cell', () => {
    for (const code of ['yyyy-mm-dd', 'm/d/yy h:mm', '[$-411]ggge"年"m"月"d"日"', '[h]:mm', 'mmm'])
      expect([code, isDateFormat(164, code)]).toEqual([code, true]);
    for (const code of ['General', '0.00', '0.00E+00', '#,##0" days"', '[Red]0', '@', '\\d0'])
      expect([code, isDateFormat(164, code)]).toEqual([code, false]);
    expect([0, 14, 22, 30, 49, 57].map((id) => isDateFormat(id, undefined))).toEqual([
      false,
      true,
      true,
      true,
      false,
      true,
    ]);
  });
});
