import { nearest } from '../domain/nearest.js';
import { DomainProblem, type InputError } from '../domain/problem.js';
import type { KnowledgeBasisReader } from '../read/basis/knowledge-basis.js';
import type { ExportQuery } from './export-body.js';
import type { ExportRequest } from './export-request.js';
import { formatsOf, WRITERS } from './formats/formats.js';
import type { What } from './tables/table.js';
import { daysOf, MOST_DAYS } from './tables/days.js';
import { MEMBERS_BY_TABLE } from './export-choices.js';
import { fieldColumn } from './tables/computed-columns.js';
import { columnsOf } from './tables/table-of.js';

/**
 * Resolves the basis and defaults of a request, so that the file has the same rows whenever it is made. Waits until the
 * projection has reached the position.
 * @throws DomainProblem `invalid-input` for members that do not go together, and those of a basis
 */
export async function resolveRequest(
  query: ExportQuery,
  known: KnowledgeBasisReader,
): Promise<ExportRequest> {
  const { basis, format, ...rest } = query;
  const errors = mistakes(query);
  if (errors.length > 0) throw new DomainProblem('invalid-input', errors[0]?.detail ?? '', { errors });
  const { position, knownAt, asOf, uncertain, publishedBy } = basis;
  const found = await known.resolve({
    ...(position !== undefined && { position }),
    ...(knownAt !== undefined && { knownAt }),
  });
  if (query.filters.q !== undefined) await known.textsCaughtUp(found.position);
  return {
    ...rest,
    format: format ?? formatsOf(query.what)[0] ?? 'csv',
    basis: {
      ...found,
      asOf: asOf ?? known.today(),
      uncertain: uncertain ?? 'flag',
      ...(publishedBy !== undefined && { publishedBy }),
    },
  };
}

function mistakes(query: ExportQuery): InputError[] {
  const { what, format, basis, filters, days, columns } = query;
  const given: Record<string, unknown> = {
    '/since': query.since,
    '/days': days,
    ...Object.fromEntries(Object.entries(basis).map(([name, value]) => [`/basis/${name}`, value])),
    ...Object.fromEntries(Object.entries(filters).map(([name, value]) => [`/filters/${name}`, value])),
  };
  const errors: InputError[] = Object.entries(MEMBERS_BY_TABLE).flatMap(([pointer, whats]) =>
    given[pointer] !== undefined && !whats.includes(what)
      ? [{ pointer, detail: `is only for ${whats.join(', ')}: ${what} does not take it` }]
      : [],
  );
  const formats = formatsOf(what);
  if (format !== undefined && !formats.includes(format))
    errors.push({
      pointer: '/format',
      detail: `${what} can be had as ${formats.join(', ')}`,
      allowed: formats,
    });
  if (columns && format !== undefined && WRITERS[format].withoutColumns === true)
    errors.push({ pointer: '/columns', detail: `${format} has no columns; leave them out` });
  if (what === 'panel' && !days)
    errors.push({ pointer: '/days', detail: 'is missing: a panel needs from, to and every' });
  if (days && days.from > days.to) errors.push({ pointer: '/days/to', detail: 'lies before the first day' });
  if (days && daysOf(days).length > MOST_DAYS)
    errors.push({
      pointer: '/days',
      detail: `has more than ${MOST_DAYS} days; take larger steps or a shorter time`,
    });
  return [...errors, ...columnMistakes(what, columns ?? [])];
}

function columnMistakes(what: What, columns: readonly string[]): InputError[] {
  const known = columnsOf(what).map(({ name }) => name);
  const hasFields = what === 'states' || what === 'panel';
  return columns.flatMap((name, i) => {
    if (known.includes(name) || (hasFields && fieldColumn(name) !== null)) return [];
    const detail = `is no column of ${what}${hasFields ? '; state/<field> and candidates/<field> are, too' : ''}`;
    return [{ pointer: `/columns/${i}`, detail, allowed: known, didYouMean: nearest(name, known) }];
  });
}
