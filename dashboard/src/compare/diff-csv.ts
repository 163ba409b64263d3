import type { Change } from '../api/client.js';
import { isContested } from '../claims/contested.js';
import { plain } from '../parts/value.js';
import type { AnsweredDiff } from './answered-diff.js';

const COLUMNS = [
  ...['policyId', 'title', 'leg', 'field', 'before', 'beforeCertainty', 'after', 'afterCertainty', 'class'],
  ...['becauseKinds', 'becauseDates', 'becauseIds'],
  ...['fromAsOf', 'fromPosition', 'toAsOf', 'toPosition', 'publishedBy', 'uncertain'],
];

/**
 * A comparison as CSV (RFC 4180), a row for each change with both bases; uncertain values have their candidates as JSON, as in
 * exports. Begins with a byte order mark, because spreadsheets would otherwise not read it as UTF-8.
 */
export function diffCsv({
  basis: { from, to },
  worldChanges,
  knowledgeChanges,
  events,
  titles,
}: AnsweredDiff): string {
  const basis = [from.asOf, from.position, to.asOf, to.position, to.publishedBy, to.uncertain];
  const rows = (leg: string, changes: readonly Change[]) =>
    changes.map((change) => {
      const causes = change.because.map((id) => events[id] ?? {});
      return [
        ...[change.policyId, titles[change.policyId], leg, change.field],
        ...[...side(change.old), ...side(change.new), change.class],
        causes.map(({ kind }) => String(kind)).join('; '),
        causes.map(({ effective }) => (effective as { text?: string } | undefined)?.text ?? '').join('; '),
        change.because.join('; '),
        ...basis,
      ];
    });
  const lines = [COLUMNS, ...rows('world', worldChanges), ...rows('knowledge', knowledgeChanges)];
  return `\uFEFF${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function side(field: Change['old']): [value: string, certainty: string] {
  if (field.absent === true) return ['', 'absent'];
  if (field.candidates === undefined) return [plain(field.value), 'definite'];
  const candidates = field.candidates.map(({ value, absent }) => (absent === true ? null : value));
  return [JSON.stringify(candidates), isContested(field) ? 'contested' : 'possible'];
}

/** Text that no spreadsheet takes for a formula (OWASP, "CSV Injection"), in quotes if needed. */
function cell(value: string | number | null | undefined): string {
  const text = value === undefined || value === null ? '' : String(value);
  const inert = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && typeof value === 'string' ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
