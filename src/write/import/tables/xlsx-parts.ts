import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { SaxesParser } from 'saxes';
import { DomainProblem } from '../../../domain/problem.js';
import { badLine } from '../reject.js';

/** Most bytes of an inflated part of a workbook: 1 GiB. */
const PART_LIMIT = 2 ** 30;
/** Most parts of a workbook; usually about ten, and one more per sheet. */
const PARTS_LIMIT = 10_000;

/** Opens a part of the archive by its path. @returns undefined if there is none */
export type Parts = (path: string) => Promise<Readable | undefined>;

const fromBuffer = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer);

/**
 * The parts of a ZIP archive (APPNOTE 6.3), each read only when opened.
 * @throws DomainProblem `invalid-input`
 */
export async function openZip(bytes: Buffer): Promise<Parts> {
  const entries = new Map<string, yauzl.Entry>();
  let zip: yauzl.ZipFile;
  try {
    zip = await fromBuffer(bytes, { lazyEntries: true, autoClose: false });
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject);
      zip.on('end', resolve);
      zip.on('entry', (entry: yauzl.Entry) => {
        entries.set(entry.fileName.toLowerCase(), entry);
        if (entries.size > PARTS_LIMIT) reject(new Error('it has too many parts'));
        else zip.readEntry();
      });
      zip.readEntry();
    });
  } catch (error) {
    throw badLine('', `The XLSX file is broken or was cut off: ${(error as Error).message}`);
  }
  return async (path) => {
    const entry = entries.get(path.toLowerCase());
    if (!entry) return undefined;
    if (entry.uncompressedSize > PART_LIMIT)
      throw badLine('', `${path} has more than ${PART_LIMIT} bytes when inflated; save the sheet as CSV`);
    return new Promise((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) reject(badLine('', `The XLSX file can't be read: ${error.message}`));
        else resolve(stream);
      });
    });
  };
}

/** The events of an XML document, in order; names without their namespace prefix. */
export type XmlEvent =
  | { open: string; attributes: Readonly<Record<string, string>> }
  | { close: string }
  | { text: string };

/**
 * Parses XML as a stream. Entities declared by a document are not expanded, so nothing can grow.
 * @throws DomainProblem `invalid-input` if it is not well-formed, or its ZIP is broken
 */
export async function* xmlEvents(stream: Readable): AsyncGenerator<XmlEvent[]> {
  const parser = new SaxesParser();
  let events: XmlEvent[] = [];
  parser.on('opentag', ({ name, attributes }) => events.push({ open: local(name), attributes }));
  parser.on('closetag', ({ name }) => events.push({ close: local(name) }));
  parser.on('text', (text) => events.push({ text }));
  parser.on('cdata', (text) => events.push({ text }));
  parser.on('error', (error) => {
    throw error;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield events;
      events = [];
    }
    parser.write(decoder.decode()).close();
    yield events;
  } catch (error) {
    if (error instanceof DomainProblem) throw error;
    throw badLine('', `The XLSX file can't be read: ${(error as Error).message}`);
  } finally {
    stream.destroy();
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
