import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parse, CsvError } from 'csv-parse';
import type { Json, JsonObject } from '../../domain/json.js';
import { DomainProblem } from '../../domain/problem.js';
import { parseStrictJson } from '../../domain/strict-json/strict-json.js';
import { badLine } from './reject.js';
import type { UnreadLine } from './ndjson.js';
import { lineOf } from './read-line.js';
import { LINE_LIMIT } from './split-lines.js';

/**
 * What the columns of a CSV file mean: an import line in which every string `{column}` stands for that column's text, and
 * `{column:number}` and `{column:json}` for what that text says. An empty cell leaves its member out, and an object or list of
 * which nothing is left goes, too; other text stands as it is. For example
 *
 *     {"policyId": "{bill}", "kind": "bill-stage-reached", "effective": "{date}", "payload": {"stage": "{stage}"},
 *      "sources": [{"title": "Diet record", "url": "{link}"}], "externalId": "csv:{id}"}
 */
export type Mapping = JsonObject;

/** @throws DomainProblem `invalid-input` if the file is no JSON object */
export async function readMapping(file: string): Promise<Mapping> {
  const parsed = parseStrictJson(await readFile(file));
  if (!parsed.ok) throw badLine('', `The mapping ${file} is not JSON: ${parsed.mistakes[0]?.detail ?? ''}`);
  const { value } = parsed;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw badLine('', `The mapping ${file} must be a JSON object`);
}

interface CsvRecord {
  record: Record<string, string>;
  info: { lines: number };
}

/**
 * The rows of a CSV file (RFC 4180, UTF-8, with a header) as import lines; a row's number is that of the line it ends on.
 * @throws DomainProblem `invalid-input` if the file can't be read as CSV, or the mapping names a column that it does not have
 */
export async function* csvLines(
  bytes: AsyncIterable<Buffer>,
  mapping: Mapping,
): AsyncGenerator<UnreadLine[]> {
  const source = Readable.from(bytes, { objectMode: false });
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: LINE_LIMIT,
    columns: (header: string[]) => {
      checkColumns(mapping, header);
      return header;
    },
  });
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<CsvRecord>)
      yield [
        {
          number: info.lines,
          size: JSON.stringify(record).length,
          read: () => lineOf(fill(mapping, record) ?? {}, info.lines),
        },
      ];
  } catch (error) {
    if (error instanceof CsvError) throw badLine('', `This is not the CSV expected: ${error.message}`);
    throw error;
  } finally {
    source.destroy();
  }
}

const PLACE = /\{([^{}:]+)(?::(number|json))?\}/g;

function checkColumns(mapping: Mapping, header: readonly string[]): void {
  const named = [...JSON.stringify(mapping).matchAll(PLACE)].map(([, column = '']) => column);
  const missing = named.find((column) => !header.includes(column));
  if (missing === undefined) return;
  const detail = `The mapping names the column ${missing}; the file has ${header.join(', ')}`;
  throw new DomainProblem('invalid-input', detail, { errors: [{ pointer: '', detail, allowed: header }] });
}

/** The template with the row's texts in it; undefined where nothing is left. */
function fill(template: Json, row: Readonly<Record<string, string>>): Json | undefined {
  if (typeof template === 'string') return fillText(template, row);
  if (Array.isArray(template)) {
    const items = template.map((item) => fill(item, row)).filter((item) => item !== undefined);
    return items.length > 0 || template.length === 0 ? items : undefined;
  }
  if (typeof template !== 'object' || template === null) return template;
  const members = Object.entries(template).flatMap(([name, value]): [string, Json][] => {
    const filled = fill(value, row);
    return filled === undefined ? [] : [[name, filled]];
  });
  return members.length > 0 || Object.keys(template).length === 0 ? Object.fromEntries(members) : undefined;
}

function fillText(template: string, row: Readonly<Record<string, string>>): Json | undefined {
  const places = [...template.matchAll(PLACE)];
  const [first] = places;
  if (!first) return template;
  if (places.some(([, column = '']) => (row[column] ?? '') === '')) return undefined;
  if (first[0] === template && first[2] !== undefined) return valueOf(row[first[1] ?? ''] ?? '', first[2]);
  return template.replaceAll(PLACE, (_, column: string) => row[column] ?? '');
}

/** A cell that is to be a number or any JSON value. @throws DomainProblem */
function valueOf(text: string, type: string): Json {
  const parsed = parseStrictJson(Buffer.from(text));
  if (parsed.ok && (type === 'json' || typeof parsed.value === 'number')) return parsed.value;
  throw badLine('', `${JSON.stringify(text)} is not ${type === 'json' ? 'JSON' : 'a number'}`);
}
