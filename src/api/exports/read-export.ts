import type { JsonObject } from '../../domain/json.js';
import { DomainProblem, type InputError } from '../../domain/problem.js';
import { checkExport, type ExportQuery } from '../../exports/export-body.js';

/** Reads the body of an export. @throws DomainProblem `invalid-input` with all mistakes at once */
export function readExport(body: unknown, pointer = ''): ExportQuery {
  const checked = checkExport(body);
  if ('value' in checked) return checked.value;
  throw refused(
    checked.problems.map((problem) => ({ ...problem, pointer: `${pointer}${problem.pointer ?? ''}` })),
  );
}

/** Reads the body of a schedule: `{cron, incremental?, request}`. @throws DomainProblem `invalid-input` */
export function readSchedule(body: JsonObject): { cron: string; incremental: boolean; request: ExportQuery } {
  const { cron, incremental = false, request, ...rest } = body;
  const errors: InputError[] = Object.keys(rest).map((name) => ({
    pointer: `/${name}`,
    detail: 'is not a property of a schedule',
    allowed: ['cron', 'incremental', 'request'],
  }));
  if (typeof cron !== 'string' || cron.length > 200)
    errors.push({ pointer: '/cron', detail: 'must be a cron expression, for example "0 6 * * 1"' });
  if (typeof incremental !== 'boolean')
    errors.push({ pointer: '/incremental', detail: 'must be true or false' });
  if (errors.length > 0) throw refused(errors);
  return {
    cron: cron as string,
    incremental: incremental as boolean,
    request: readExport(request, '/request'),
  };
}

function refused(errors: readonly InputError[]): DomainProblem {
  const [first] = errors;
  return new DomainProblem('invalid-input', `${first?.pointer ?? ''} ${first?.detail ?? ''}`.trim(), {
    errors,
  });
}
