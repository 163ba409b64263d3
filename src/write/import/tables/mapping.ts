import type { Json, JsonObject } from '../../../domain/json.js';
import { nearest } from '../../../domain/nearest.js';
import { DomainProblem } from '../../../domain/problem.js';
import { parseStrictJson } from '../../../domain/strict-json/strict-json.js';
import { badLine } from '../reject.js';

/**
 * What the columns of a CSV file or a sheet mean: an import line in which every string `{column}` stands for that column's text, and
 * `{column:number}` and `{column:json}` for what that text says. An empty cell leaves its member out, and an object or list of
 * which nothing is left goes, too; other text stands as it is. For example
 *
 *     {"policyId": "{bill}", "kind": "bill-stage-reached", "effective": "{date}", "payload": {"stage": "{stage}"},
 *      "sources": [{"title": "Diet record", "url": "{link}"}], "externalId": "csv:{id}"}
 */
export type Mapping = JsonObject;

/**
 * Parses a mapping.
 * @param name its name in a refusal
 * @throws DomainProblem `invalid-input`
 */
export function mappingOf(text: Uint8Array, name: string): Mapping {
  const parsed = parseStrictJson(text);
  if (!parsed.ok) throw badLine('', `${name} is not JSON: ${parsed.mistakes[0]?.detail ?? ''}`);
  const { value } = parsed;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw badLine('', `${name} must be a JSON object`);
}

type Cells = readonly string[];
/** Returns the value for a row; undefined if it is empty. */
type Filler = (cells: Cells) => Json | undefined;

/**
 * Prepares a mapping for rows of these columns.
 * @returns the import line of a row; throws DomainProblem `invalid-input` for a cell that is not the number or JSON it should
 *   be
 * @throws DomainProblem `invalid-input` if a placeholder names no column, or one of two columns of the same name
 */
export function filled(mapping: Mapping, columns: readonly string[]): (cells: Cells) => Json {
  const fill = filler(mapping, new Placeholders(columns));
  return (cells) => fill(cells) ?? {};
}

interface Placeholder {
  column: number;
  type: string | undefined;
}

/** Finds the placeholders in a text. The text in braces is a name as it is in the header, with any characters. */
class Placeholders {
  private readonly pattern: RegExp;

  constructor(private readonly columns: readonly string[]) {
    const names = columns.filter((name) => name !== '').sort((a, b) => b.length - a.length);
    const known = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
    this.pattern = new RegExp(`\\{(?:(${known || '(?!)'})(?::(number|json))?|([^{}]*))\\}`, 'gu');
  }

  /** Splits a text into literal pieces and placeholders. @throws DomainProblem */
  in(text: string): (string | Placeholder)[] {
    const pieces: (string | Placeholder)[] = [];
    let end = 0;
    for (const { index, 0: all, 1: name, 2: type, 3: unknown } of text.matchAll(this.pattern)) {
      if (name === undefined) throw this.unknown(unknown ?? '');
      pieces.push(text.slice(end, index), { column: this.indexOf(name), type });
      end = index + all.length;
    }
    pieces.push(text.slice(end));
    return pieces.filter((piece) => piece !== '');
  }

  private indexOf(name: string): number {
    const index = this.columns.indexOf(name);
    if (this.columns.lastIndexOf(name) === index) return index;
    throw badLine('', `The header has the column ${JSON.stringify(name)} twice; rename one of them`);
  }

  private unknown(column: string): DomainProblem {
    const allowed = this.columns.filter((name) => name !== '');
    const didYouMean = nearest(column.replace(/:(number|json)$/, ''), allowed);
    const detail = `The mapping names the column ${JSON.stringify(column)}; the file has ${allowed.join(', ')}`;
    return new DomainProblem('invalid-input', detail, {
      errors: [{ pointer: '', detail, allowed, ...(didYouMean !== undefined && { didYouMean }) }],
    });
  }
}

function filler(template: Json, placeholders: Placeholders): Filler {
  if (typeof template === 'string') return textFiller(placeholders.in(template));
  if (typeof template !== 'object' || template === null) return () => template;
  if (Array.isArray(template)) {
    const items = template.map((item) => filler(item, placeholders));
    return (cells) => {
      const values = items.map((item) => item(cells)).filter((item) => item !== undefined);
      return values.length > 0 || items.length === 0 ? values : undefined;
    };
  }
  const members = Object.entries(template).map(
    ([name, value]) => [name, filler(value, placeholders)] as const,
  );
  return (cells) => {
    const values = members.flatMap(([name, member]): [string, Json][] => {
      const value = member(cells);
      return value === undefined ? [] : [[name, value]];
    });
    return values.length > 0 || members.length === 0 ? Object.fromEntries(values) : undefined;
  };
}

function textFiller(pieces: readonly (string | Placeholder)[]): Filler {
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'object') {
    const { column, type } = only;
    return (cells) => {
      const cell = cells[column] ?? '';
      if (cell === '') return undefined;
      return type === undefined ? cell : valueOf(cell, type);
    };
  }
  return (cells) => {
    const texts = pieces.map((piece) => (typeof piece === 'string' ? piece : (cells[piece.column] ?? '')));
    return texts.includes('') ? undefined : texts.join('');
  };
}

/** Reads a cell as a number or as any JSON value. @throws DomainProblem */
function valueOf(text: string, type: string): Json {
  const parsed = parseStrictJson(Buffer.from(text));
  if (parsed.ok && (type === 'json' || typeof parsed.value === 'number')) return parsed.value;
  throw badLine('', `${JSON.stringify(text)} is not ${type === 'json' ? 'JSON' : 'a number'}`);
}
