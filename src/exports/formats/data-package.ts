import { createHash } from 'node:crypto';
import type { Sink } from '../files/sink.js';
import type { ColumnType } from '../tables/column.js';
import { csv } from './csv.js';
import { readMe } from './read-me.js';
import type { Description, WriteJob, Writer } from './writer.js';
import { ZipSink } from './zip.js';

/** A Frictionless Data Package (v1): a ZIP with the rows as CSV, their description, and how to cite them. */
export const dataPackage: Writer = {
  extension: 'zip',
  mediaType: 'application/zip',
  version: 1,
  write: async (job) => {
    const zip = new ZipSink(job.sink);
    const { description } = job;
    const path = `data/${description.what}.csv`;
    let measured = { bytes: 0, hash: '' };
    await zip.entry(path, async (sink) => {
      const counting = new Counting(sink);
      // The header has names, not labels, because the schema refers to names.
      await csv.write({ ...job, sink: counting, labels: null });
      measured = counting.result();
    });
    await zip.text('datapackage.json', `${JSON.stringify(descriptor(job, path, measured), null, 2)}\n`);
    await zip.text('README.md', readMeText(description));
    await zip.text('LICENCE.txt', `${description.licence}\n`);
    await zip.text('CITATION.txt', `${description.citation}\n`);
    await zip.finish();
  },
};

function descriptor(
  { table, description, labels }: WriteJob,
  path: string,
  { bytes, hash }: { bytes: number; hash: string },
) {
  const spdx = /^[A-Za-z0-9.-]+$/.test(description.licence);
  return {
    profile: 'tabular-data-package',
    name: `policy-timeline-${description.what}`,
    title: description.citation,
    licenses: [spdx ? { name: description.licence } : { title: description.licence, path: 'LICENCE.txt' }],
    basis: description.basis,
    query: description.query,
    software: description.software,
    writer: description.writer,
    resources: [
      {
        profile: 'tabular-data-resource',
        name: description.what,
        path,
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        bytes,
        hash: `sha256:${hash}`,
        dialect: { delimiter: ',', lineTerminator: '\n', doubleQuote: true, header: true },
        schema: {
          fields: table.columns.map((column) => ({
            name: column.name,
            title: column[labels ?? 'en'],
            ...FIELD_TYPES[column.type],
          })),
          missingValues: [''],
        },
      },
    ],
  };
}

/** Table Schema types; the value of a field may be any JSON, so it is text there. */
const FIELD_TYPES: Record<ColumnType, { type: string; format?: string }> = {
  text: { type: 'string' },
  value: { type: 'string' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  day: { type: 'date' },
  instant: { type: 'datetime', format: '%Y-%m-%dT%H:%M:%S.%fZ' },
  json: { type: 'string' },
};

function readMeText(description: Description): string {
  const lines = readMe(description).map(([name, text]) => `- **${name}**: ${text.replaceAll('\n', ' ')}`);
  return `# Policy Timeline: ${description.what}\n\n${lines.join('\n')}\n`;
}

/** Passes bytes on and computes their size and digest. */
class Counting implements Sink {
  private readonly hash = createHash('sha256');
  private bytes = 0;

  constructor(private readonly sink: Sink) {}

  write(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    this.bytes += bytes.length;
    return this.sink.write(bytes);
  }

  result(): { bytes: number; hash: string } {
    return { bytes: this.bytes, hash: this.hash.digest('hex') };
  }
}
