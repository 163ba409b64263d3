import type { Row } from '../tables/table.js';
import type { WriteJob } from './writer.js';

/**
 * One JSON document around all rows, a line each.
 * @param head up to and with the bracket that opens the array of the rows
 */
export async function writeDocument(
  { table, sink, onRows }: Pick<WriteJob, 'table' | 'sink' | 'onRows'>,
  head: string,
  textOf: (row: Row) => string,
): Promise<void> {
  const text = (content: string) => sink.write(Buffer.from(content, 'utf8'));
  await text(head);
  let first = true;
  for await (const rows of table.rows()) {
    if (rows.length === 0) continue;
    await text(`${first ? '' : ','}\n${rows.map(textOf).join(',\n')}`);
    first = false;
    onRows(rows.length);
  }
  await text('\n]}\n');
}
