import { RENDER, type Basis } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { DomainProblem } from '../../domain/problem.js';
import type { ResolvesBasis } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { KnowledgeRequest } from '../basis/as-of-query.js';

/** Two bases to compare, as requested. */
export interface DiffQuery {
  fromAsOf?: Day;
  fromKnownAt?: string;
  fromPosition?: number;
  toAsOf?: Day;
  toKnownAt?: string;
  toPosition?: number;
  uncertain: Uncertain;
  publishedBy?: Day;
}

type DatedBasis = Basis & { asOf: Day; uncertain: Uncertain };

export interface DiffBases {
  from: DatedBasis;
  to: DatedBasis;
  /** The request itself fixes both bases. */
  pinned: boolean;
}

/** The knowledge of both sides, before their days are resolved. */
export type KnownSides = Pick<DiffBases, 'from' | 'to'>;

/**
 * Resolves both bases. Defaults of the second basis are those of any query: all that is known, today. Defaults of the first are
 * the values of the second: no difference on that axis.
 * @param today gives the current day, once the knowledge basis is resolved
 */
export async function diffBases(
  query: DiffQuery,
  known: ResolvesBasis,
  today: (position: number) => Promise<Day>,
): Promise<DiffBases> {
  const wishes = {
    from: knowledgeRequestOf(query.fromKnownAt, query.fromPosition),
    to: knowledgeRequestOf(query.toKnownAt, query.toPosition),
  };
  const to = await onSide('to', known.resolve(wishes.to));
  const isGiven = Object.keys(wishes.from).length > 0;
  const from = isGiven ? await onSide('from', known.resolve(wishes.from)) : to;
  const toAsOf = query.toAsOf ?? (await today(Math.max(from.position, to.position)));
  const rest = { uncertain: query.uncertain, publishedBy: query.publishedBy ?? null };
  return {
    from: { ...from, asOf: query.fromAsOf ?? toAsOf, ...rest },
    to: { ...to, asOf: toAsOf, ...rest },
    pinned: query.toAsOf !== undefined && isFixed(wishes.to, to) && (!isGiven || isFixed(wishes.from, from)),
  };
}

/** The parameters that always give the same answer; see permalink in src/domain/basis.ts about pinned instants. */
export function pinnedQuery({ from, to }: KnownSides): DiffQuery {
  const instant = ({ beyondHead, knownAt, recordedAt }: Basis) =>
    !beyondHead && knownAt !== null && knownAt !== recordedAt ? knownAt : undefined;
  const [fromKnownAt, toKnownAt] = [instant(from), instant(to)];
  return {
    fromAsOf: from.asOf,
    ...(fromKnownAt !== undefined && { fromKnownAt }),
    fromPosition: from.position,
    toAsOf: to.asOf,
    ...(toKnownAt !== undefined && { toKnownAt }),
    toPosition: to.position,
    uncertain: to.uncertain,
    ...(to.publishedBy !== null && { publishedBy: to.publishedBy }),
  };
}

/** The relative path that always gives the same answer. */
export function diffPermalink(
  path: string,
  bases: KnownSides,
  more: Readonly<Record<string, string>> = {},
): string {
  const parameters = Object.entries({ ...pinnedQuery(bases), ...more, render: RENDER });
  return `${path}?${new URLSearchParams(parameters.map(([name, value]) => [name, String(value)])).toString()}`;
}

const knowledgeRequestOf = (knownAt: string | undefined, position: number | undefined): KnowledgeRequest => ({
  ...(knownAt !== undefined && { knownAt }),
  ...(position !== undefined && { position }),
});

/** Renames `position` in a problem to the parameter of its side. */
async function onSide<T>(side: 'from' | 'to', resolving: Promise<T>): Promise<T> {
  try {
    return await resolving;
  } catch (error) {
    if (!(error instanceof DomainProblem) || error.slug !== 'invalid-parameters') throw error;
    const errors = error.errors.map(({ detail }) => ({ parameter: `${side}Position`, detail }));
    throw new DomainProblem(error.slug, error.detail, { errors, cause: error });
  }
}
