import type { Sink } from '../files/sink.js';
import type { Column } from '../tables/column.js';
import type { Row } from '../tables/table.js';
import { readMe } from './read-me.js';
import type { WriteJob, Writer } from './writer.js';
import { cellXml, columnLetters, STYLE, textXml } from './xlsx/cells.js';
import {
  contentTypes,
  ROOT_RELATIONS,
  SHEET_HEAD,
  SHEET_TAIL,
  sheetPath,
  STYLES,
  workbook,
  workbookRelations,
} from './xlsx/parts.js';
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
    const sheets = await writeSheets(zip, job, batches).finally(() => batches.return?.());
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
