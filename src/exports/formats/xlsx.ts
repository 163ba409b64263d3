import type { Sink } from '../files/sink.js';
import type { Column } from '../tables/column.js';
import type { Row } from '../tables/table.js';
import { readMe } from './read-me.js';
import type { WriteJob, Writer } from './writer.js';
import { cellXml, columnLetters, STYLE, textXml, xmlText } from './xlsx-cells.js';
import { ZipSink } from './zip.js';

/** Most rows of a sheet in Excel, without its heading; more rows continue in the next sheet. */
const ROWS_A_SHEET = 1_048_575;

/**
 * Excel's workbook (ECMA-376), written as a stream: typed cells, never a formula, and a sheet "Read me" at the end. ADR 10
 * gives the reason for not using a library.
 */
export const xlsx: Writer = {
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  version: 2,
  write: async (job) => {
    const zip = new ZipSink(job.sink);
    const batches = job.table.rows()[Symbol.asyncIterator]();
    // Iterated by hand, because a sheet may end within a batch. Unlike a loop, that does not close `batches` when writing fails.
    let sheets: number;
    try {
      sheets = await writeSheets(zip, job, batches);
    } finally {
      await batches.return?.();
    }
    const about = sheets + 1;
    await zip.entry(sheetPath(about), (sink) => writeReadMe(sink, job));
    const { what } = job.description;
    const names = Array.from({ length: sheets }, (_, i) => ({
      name: i === 0 ? what : `${what} ${i + 1}`,
      sheet: i + 1,
    }));
    // Last, because programs open a workbook at its first sheet.
    names.push({ name: 'Read me', sheet: about });
    await zip.text('xl/workbook.xml', workbook(names));
    await zip.text('xl/_rels/workbook.xml.rels', workbookRelations(about));
    await zip.text('xl/styles.xml', STYLES);
    await zip.text('_rels/.rels', ROOT_RELATIONS);
    await zip.text('[Content_Types].xml', contentTypes(about));
    await zip.finish();
  },
};

/** @returns the number of sheets that the rows needed, at least one */
async function writeSheets(
  zip: ZipSink,
  { table: { columns }, labels, onRows }: WriteJob,
  batches: AsyncIterator<readonly Row[]>,
): Promise<number> {
  let rest: readonly Row[] = [];
  let ended = false;
  const isAtEnd = () => ended; // set in the entry's closure, which control flow analysis does not follow
  const letters = columns.map((_, i) => columnLetters(i));
  let sheet = 0;
  do {
    sheet += 1;
    await zip.entry(sheetPath(sheet), async (sink) => {
      await writeText(sink, `${SHEET_HEAD(columns.length)}${headingXml(columns, labels)}`);
      for (let room = ROWS_A_SHEET; room > 0;) {
        if (rest.length === 0) {
          const next = await batches.next();
          ended = next.done === true;
          if (next.done === true) break;
          rest = next.value;
        }
        const rows = rest.slice(0, room);
        rest = rest.slice(rows.length);
        const first = ROWS_A_SHEET - room + 2;
        room -= rows.length;
        await writeText(
          sink,
          rows
            .map(({ cells }, i) =>
              rowXml(
                first + i,
                columns.map(({ type }, c) =>
                  cellXml(type, cells[c] ?? null, `${letters[c] ?? ''}${first + i}`),
                ),
              ),
            )
            .join(''),
        );
        onRows(rows.length);
      }
      await writeText(sink, SHEET_TAIL);
    });
  } while (!isAtEnd());
  return sheet;
}

const rowXml = (number: number, cells: readonly string[]): string =>
  `<row r="${number}">${cells.join('')}</row>`;

const headingXml = (columns: readonly Column[], labels: 'en' | 'ja' | null): string =>
  rowXml(
    1,
    columns.map((column, i) =>
      textXml(labels === null ? column.name : column[labels], `${columnLetters(i)}1`, STYLE.heading),
    ),
  );

async function writeReadMe(sink: Sink, { description }: WriteJob): Promise<void> {
  const rows = readMe(description).map(([name, text], i) =>
    rowXml(i + 1, [textXml(name, `A${i + 1}`, STYLE.heading), textXml(text, `B${i + 1}`)]),
  );
  await writeText(sink, `${SHEET_HEAD(2)}${rows.join('')}${SHEET_TAIL}`);
}

const writeText = (sink: Sink, text: string): Promise<void> => sink.write(Buffer.from(text, 'utf8'));

/** The parts of a workbook around its sheets (ECMA-376, part 1, chapters 12 and 18; part 2 for the package). */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const sheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`;

const SHEET_HEAD = (columns: number): string =>
  `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="${Math.max(1, columns)}" width="20" customWidth="1"/></cols><sheetData>`;
const SHEET_TAIL = '</sheetData></worksheet>';

const contentTypes = (sheets: number): string =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${numbers(
    sheets,
  )
    .map((n) => `<Override PartName="/${sheetPath(n)}" ContentType="${TYPE}.worksheet+xml"/>`)
    .join('')}</Types>`;

const ROOT_RELATIONS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const workbookRelations = (sheets: number): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbers(sheets)
    .map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
    .join(
      '',
    )}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;

/** @param names in the order of the tabs, each with the number of its sheet */
const workbook = (names: readonly { name: string; sheet: number }[]): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names
    .map(({ name, sheet }) => `<sheet name="${xmlText(name)}" sheetId="${sheet}" r:id="rId${sheet}"/>`)
    .join('')}</sheets></workbook>`;

/** Plain, heading (bold), day. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
