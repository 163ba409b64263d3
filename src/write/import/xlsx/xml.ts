import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { DomainProblem } from '../../../domain/problem.js';
import { badLine } from '../reject.js';

/** The events of an XML document, in order; names without their namespace prefix. */
export type XmlEvent =
  { open: string; attributes: Readonly<Record<string, string>> } | { close: string } | { text: string };

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
