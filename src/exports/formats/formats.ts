import { linkedContext } from '../../domain/linked-data/context.js';
import { developmentNode } from '../../domain/linked-data/development-node.js';
import type { Format } from '../export-request.js';
import type { DevelopmentLine } from '../tables/developments-table.js';
import { csv } from './csv.js';
import { dataPackage } from './data-package.js';
import { ndjson } from './ndjson.js';
import { parquet } from './parquet.js';
import type { Writer } from './writer.js';
import { xlsx } from './xlsx.js';

/** Developments as linked data: one document, one node per line. */
const jsonLd: Writer = {
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  version: 2,
  write: async ({ table, sink, publicUrl, onRows }) => {
    const text = (content: string) => sink.write(Buffer.from(content, 'utf8'));
    await text(`{"@context":${JSON.stringify(linkedContext(publicUrl))},"@graph":[`);
    let first = true;
    for await (const rows of table.rows()) {
      if (rows.length === 0) continue;
      const nodes = rows.map(({ json }) =>
        JSON.stringify(developmentNode(JSON.parse(json ?? '') as DevelopmentLine, publicUrl)),
      );
      await text(`${first ? '' : ','}\n${nodes.join(',\n')}`);
      first = false;
      onRows(rows.length);
    }
    await text('\n]}\n');
  },
};

/** A document of Knight Lab's TimelineJS: a title slide, and the slides. Source: timeline.knightlab.com/docs/json-format.html */
const timelinejs: Writer = {
  extension: 'json',
  mediaType: 'application/json; charset=utf-8',
  version: 1,
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

export const WRITERS: Readonly<Record<Format, Writer>> = {
  csv,
  ndjson,
  parquet,
  xlsx,
  jsonld: jsonLd,
  datapackage: dataPackage,
  json: timelinejs,
};
