import { redactedAt } from './redaction.js';
import type { Row } from './state.js';

/**
 * The operations that turn the `state` of one answer into that of another, as a JSON Patch (RFC 6902), JSON text. Values are
 * replaced whole. Names need no escaping, because they cannot contain `~` or `/`.
 */
export function statePatchText(old: ReadonlyMap<string, Row>, now: ReadonlyMap<string, Row>): string {
  const [before, after] = [valuesOf(old), valuesOf(now)];
  const collections = { before: collectionsOf(before), after: collectionsOf(after) };
  const operations: string[] = [];
  for (const name of collections.before)
    if (!collections.after.has(name)) operations.push(`{"op":"remove","path":"/${name}"}`);
  for (const name of collections.after)
    if (!collections.before.has(name)) operations.push(`{"op":"add","path":"/${name}","value":{}}`);
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was, is] = [before.get(path), after.get(path)];
    const gone = is === undefined && (!path.includes('/') || collections.after.has(collectionOf(path)));
    if (gone) operations.push(`{"op":"remove","path":"/${path}"}`);
    if (is !== undefined && was !== is)
      operations.push(`{"op":"${was === undefined ? 'add' : 'replace'}","path":"/${path}","value":${is}}`);
  }
  return `[${operations.join(',')}]`;
}

/** The values of a state, by path. */
function valuesOf(rows: ReadonlyMap<string, Row>): Map<string, string> {
  return new Map(
    [...rows].flatMap(([path, { value }]) =>
      value === null || redactedAt(value) !== undefined ? [] : [[path, value] as const],
    ),
  );
}

const collectionOf = (path: string): string => path.split('/')[0] ?? '';
const collectionsOf = (values: ReadonlyMap<string, string>): Set<string> =>
  new Set([...values.keys()].filter((path) => path.includes('/')).map(collectionOf));
