import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Changes } from './changes.js';
import { STANDS } from './rows.js';
import type { Generation } from './generation.js';
import { writeCounts } from './write-counts.js';

type Cell = string | number | boolean | null | readonly string[];

/**
 * Writes rows that nothing has written before, by COPY: for a rebuild, whose policies begin from nothing.
 * @throws Error if the changes close rows that they did not open
 */
export async function copyRows(
  client: pg.ClientBase,
  changes: Changes,
  generation: Generation,
): Promise<void> {
  const { facts, upcoming, policies, developments } = changes;
  if ([facts, upcoming, policies, developments].some(({ closed }) => closed.length > 0))
    throw new Error('a rebuild found rows to close that it had not written');
  const stands = (knownTo: number | null) => knownTo ?? STANDS;
  await copy(
    client,
    `read.policies${generation} (policy_no, policy_id, known_from, known_to, title, jurisdictions, area, time_zone, header)`,
    changes.policies.opened.map((r) => [
      r.policyNo,
      r.policyId,
      r.knownFrom,
      stands(r.knownTo),
      r.title,
      r.jurisdictions,
      r.area,
      r.timeZone,
      r.header,
    ]),
  );
  await copy(
    client,
    `read.versions${generation} (policy_no, known_from, version, developments, reconstructed, recorded_at)`,
    changes.versions.map((r) => [
      r.policyNo,
      r.knownFrom,
      r.version,
      r.developments,
      r.reconstructed,
      r.recordedAt,
    ]),
  );
  await copy(
    client,
    `read.upcoming${generation} (policy_no, event_id, begins, known_from, known_to, item)`,
    changes.upcoming.opened.map((r) => [
      r.policyNo,
      r.eventId,
      r.begins,
      r.knownFrom,
      stands(r.knownTo),
      r.item,
    ]),
  );
  await copy(
    client,
    `read.developments${generation} (policy_no, fact_no, position, event_id, kind, known_from, known_to, begins, day, latest,
      certain, published_from, published_to)`,
    changes.developments.opened.map((r) => [
      r.policyNo,
      r.factNo,
      r.position,
      r.eventId,
      r.kind,
      r.knownFrom,
      stands(r.knownTo),
      r.begins,
      r.day,
      r.latest,
      r.certain,
      r.publishedFrom,
      r.publishedTo,
    ]),
  );
  await writeCounts(client, changes, generation);
  await copy(
    client,
    `read.facts${generation} (policy_no, path, valid_from, valid_to, known_from, known_to, definite, value, rest,
      include_value, include_rest, exclude_value, exclude_rest)`,
    changes.facts.opened.map((r) => [
      r.policyNo,
      r.path,
      r.validFrom,
      r.validTo,
      r.knownFrom,
      stands(r.knownTo),
      r.definite,
      r.value,
      r.rest,
      r.includeValue,
      r.includeRest,
      r.excludeValue,
      r.excludeRest,
    ]),
  );
}

async function copy(
  client: pg.ClientBase,
  target: string,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const text = rows.map((row) => `${row.map(cellText).join('\t')}\n`).join('');
  await pipeline(Readable.from([text]), client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

/** A cell in COPY's text format: https://www.postgresql.org/docs/current/sql-copy.html */
function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string') return escaped(cell);
  if (typeof cell === 'object') return escaped(`{${cell.map((text) => JSON.stringify(text)).join(',')}}`);
  return String(cell);
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char);
