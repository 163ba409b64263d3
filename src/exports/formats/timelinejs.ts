import type { Writer } from './writer.js';

/** A document of Knight Lab's TimelineJS: a title slide, and the slides. Source: timeline.knightlab.com/docs/json-format.html */
export const timelinejs: Writer = {
  extension: 'json',
  mediaType: 'application/json; charset=utf-8',
  version: 1,
  withoutColumns: true,
  onlyFor: 'timelinejs',
  unlessAsked: true,
  write: async ({ table, sink, description, onRows }) => {
    const text = (content: string) => sink.write(Buffer.from(content, 'utf8'));
    const title = {
      text: { headline: 'Policy Timeline', text: `${description.file} (${description.licence})` },
    };
    await text(`{"title":${JSON.stringify(title)},"events":[`);
    let first = true;
    for await (const rows of table.rows()) {
      if (rows.length === 0) continue;
      await text(`${first ? '' : ','}\n${rows.map(({ json }) => json ?? '').join(',\n')}`);
      first = false;
      onRows(rows.length);
    }
    await text('\n]}\n');
  },
};
