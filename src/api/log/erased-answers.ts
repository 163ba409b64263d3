import { DomainProblem } from '../../domain/problem.js';
import { tracesIn } from '../../domain/redaction.js';
import type { Erasure } from '../../read/redactions.js';

/**
 * Answers that were given before content in them was erased by law: they can't be given again, so they are 410. All others keep
 * their bytes. An answer is recognised by the traces that an erased event leaves in it. Where the erased value only decided which
 * policies are in it, or how many, the question tells.
 */

/**
 * The erasures that are younger than the knowledge of a question.
 * @returns empty if the question doesn't fix what was known
 */
export function laterErasures(all: readonly Erasure[], asked: URLSearchParams): Erasure[] {
  if (all.length === 0) return [];
  const position = greatest(asked, ['position', 'toPosition'], Number);
  if (position !== undefined) return all.filter((each) => each.position <= position && each.by > position);
  const knownAt = greatest(asked, ['knownAt', 'toKnownAt'], String);
  if (knownAt !== undefined) return all.filter(({ byRecordedAt }) => byRecordedAt > knownAt);
  // A page token fixes it, too; the answer's traces decide.
  return asked.has('cursor') ? [...all] : [];
}

function greatest<T extends number | string>(
  asked: URLSearchParams,
  names: readonly string[],
  read: (text: string) => T,
): T | undefined {
  const [last] = names.flatMap((name) => asked.getAll(name).map(read)).sort((a, b) => (a < b ? 1 : -1));
  return last;
}

/** @throws DomainProblem `redacted` if what the question selects by was erased, or its rows, which are sent as they come */
export function refuseErasedQuestion(later: readonly Erasure[], path: string, asked: URLSearchParams): void {
  const policyId = /^\/v1\/policies\/([^/]+)/.exec(path)?.[1]?.replace(/\.(csv|ndjson)$/, '');
  const about = later.filter((each) => policyId === undefined || each.policyId === policyId);
  const selecting = selectedBy(path, asked);
  for (const erasure of about) {
    const isStream = /\.(csv|ndjson)$/.test(path);
    if (isStream || asked.has('q') || erasure.fields.some((field) => selecting.has(field)))
      throw gone(erasure.by);
  }
}

/** The fields by whose values a question selects, sorts or counts. */
function selectedBy(path: string, asked: URLSearchParams): Set<string> {
  const fields = [...asked.keys()].flatMap((name) => (name.startsWith('field.') ? [name.slice(6)] : []));
  for (const name of ['possible', 'absent']) fields.push(...asked.getAll(name));
  if (asked.has('status') || asked.has('certainty') || asked.has('contested')) fields.push('status');
  if (asked.getAll('sort').some((sort) => sort.endsWith('status'))) fields.push('status');
  if (asked.has('identifier')) fields.push('identifiers');
  if (/^\/v1\/summary(\/|$)/.test(path) && (asked.get('by') ?? 'status') === 'status') fields.push('status');
  if (path === '/v1/summary/facets') fields.push('status');
  return new Set(fields);
}

/** @throws DomainProblem `redacted` if the answer shows what was erased after it was given */
export function refuseErasedAnswer(later: readonly Erasure[], body: string): void {
  const traces = new Set(tracesIn(body));
  const erasure = later.find(({ by }) => traces.has(by));
  if (erasure && !isLater(body, erasure.by)) throw gone(erasure.by);
}

/** A page whose token is younger than the erasure shows its traces rightly. */
const isLater = (body: string, by: number): boolean => {
  const position = /"basis":\{[^{}]*"position":(\d+)/.exec(body)?.[1];
  return position !== undefined && Number(position) >= by;
};

const gone = (by: number) =>
  new DomainProblem(
    'redacted',
    `The answer held content that was erased by law, see the event at position ${by}`,
    {
      extra: { redactedAt: by },
    },
  );
