import { linkedContext } from '../../domain/linked-data/context.js';
import { developmentNode, type LinkedDevelopment } from '../../domain/linked-data/development-node.js';
import { writeDocument } from './json-document.js';
import type { Writer } from './writer.js';

/** Developments as linked data: one document, one node per line. */
export const jsonLd: Writer = {
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  version: 2,
  withoutColumns: true,
  onlyFor: 'developments',
  write: ({ publicUrl, ...job }) =>
    writeDocument(job, `{"@context":${JSON.stringify(linkedContext(publicUrl))},"@graph":[`, ({ json }) =>
      JSON.stringify(developmentNode(JSON.parse(json ?? '') as LinkedDevelopment, publicUrl)),
    ),
};
