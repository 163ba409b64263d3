import { linkedContext } from '../../domain/linked-data/context.js';
import { developmentNode, type LinkedDevelopment } from '../../domain/linked-data/development-node.js';
import type { Writer } from './writer.js';

/** Developments as linked data: one document, one node per line. */
export const jsonLd: Writer = {
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  version: 2,
  withoutColumns: true,
  onlyFor: 'developments',
  write: async ({ table, sink, publicUrl, onRows }) => {
    const text = (content: string) => sink.write(Buffer.from(content, 'utf8'));
    await text(`{"@context":${JSON.stringify(linkedContext(publicUrl))},"@graph":[`);
    let first = true;
    for await (const rows of table.rows()) {
      if (rows.length === 0) continue;
      const nodes = rows.map(({ json }) =>
        JSON.stringify(developmentNode(JSON.parse(json ?? '') as LinkedDevelopment, publicUrl)),
      );
      await text(`${first ? '' : ','}\n${nodes.join(',\n')}`);
      first = false;
      onRows(rows.length);
    }
    await text('\n]}\n');
  },
};
