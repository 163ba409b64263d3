import { RENDER, type Basis } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { DomainProblem } from '../../domain/problem.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { KnowledgeRequest } from '../basis/as-of-query.js';

/** Two bases to compare, as asked for. */
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
  /** The request itself fixed all of both. */
  pinned: boolean;
}

/** What both sides know, before it is said which days they are about. */
export type KnownSides = Pick<DiffBases, 'from' | 'to'>;

/**
 * Finds what both bases come to. Of the second basis, whatever is left out is as in any question: all that is known, today. Of the
 * first, whatever is left out is as in the second: no difference on that axis.
 * @param today the day it is, once it is known what is known
 */
export async function diffBases(
  query: DiffQuery,
  known: KnowledgeBasisReader,
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

/** The parameters that ask the same question for ever; see permalink in src/domain/basis.ts on pinned instants. */
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

/** The relative path that gives the same answer for ever. */
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

/** Names the parameter of the side where a problem names `position`. */
async function onSide<T>(side: 'from' | 'to', resolving: Promise<T>): Promise<T> {
  try {
    return await resolving;
  } catch (error) {
    if (!(error instanceof DomainProblem) || error.slug !== 'invalid-parameters') throw error;
    const errors = error.errors.map(({ detail }) => ({ parameter: `${side}Position`, detail }));
    throw new DomainProblem(error.slug, error.detail, { errors, cause: error });
  }
}
