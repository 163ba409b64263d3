import { Logger } from '@nestjs/common';
import { nearest } from '../../domain/nearest.js';
import { isSearchable } from '../../domain/search-text.js';
import type { ReadSide } from '../../read/read-side.js';
import { PROBLEM_TYPES, type ProblemSlug } from '../problems/catalogue.js';
import type { Problem } from '../problems/problem-document.js';
import { toProblem } from '../problems/to-problem.js';
import { TOOLS, type Tool } from './tools.js';

/** What a program is to do next differs: ask for another policy, a later knowledge, another field, one of several, or later. */
type RefusalType =
  | 'no-such-tool'
  | 'no-such-policy'
  | 'not-known-yet'
  | 'never-said'
  | 'ambiguous'
  | 'invalid-arguments'
  | 'unavailable';

interface Candidate {
  policyId: string;
  title: string;
}

/** Arguments without which all that is known by now is read. */
const KNOWLEDGE = [
  ...['knownAt', 'position', 'publishedBy'],
  ...['fromKnownAt', 'fromPosition', 'toKnownAt', 'toPosition'],
];
const MOST_CANDIDATES = 10;

const logger = new Logger('Mcp');

/** A refusal that a program can tell apart; an empty success would be taken for an answer. */
export async function refusalOf(read: ReadSide, tool: Tool, args: Record<string, string>, error: unknown) {
  const problem = toProblem(error);
  const { slug, detail, errors, retryAfter } = problem;
  if (slug === 'internal-error') logger.error(problem.message, (problem.cause as Error | undefined)?.stack);
  const known = await typeOf(read, tool, args, problem).catch(() => ({ refusal: 'unavailable' as const }));
  return refused({
    ...known,
    ...{ type: `/problems/${slug}`, detail },
    ...(errors.length > 0 && { errors }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

/** The refusal of a call of a tool that is not there, with those that are. */
export function noSuchTool(name: string) {
  const allowed = Object.keys(TOOLS);
  const didYouMean = nearest(name, allowed);
  return refused({
    ...{ refusal: 'no-such-tool' as const, detail: 'There is no tool of this name', allowed },
    ...(didYouMean !== undefined && { didYouMean }),
  });
}

const refused = (structuredContent: { refusal: RefusalType } & Record<string, unknown>) => ({
  isError: true,
  content: [{ type: 'text' as const, text: JSON.stringify(structuredContent) }],
  structuredContent: structuredContent as Record<string, unknown>,
});

async function typeOf(
  read: ReadSide,
  tool: Tool,
  args: Record<string, string>,
  { slug }: Problem,
): Promise<{ refusal: RefusalType; candidates?: Candidate[] }> {
  const refusal = ofProblem(slug);
  if (refusal !== 'no-such-policy' && refusal !== 'never-said') return { refusal };
  if (await isKnownByNow(read, tool, args)) return { refusal: 'not-known-yet' };
  const candidates = refusal === 'no-such-policy' ? await fitting(read, args['policyId']) : [];
  if (candidates.length === 0) return { refusal };
  return { refusal: candidates.length > 1 ? 'ambiguous' : refusal, candidates };
}

function ofProblem(slug: ProblemSlug): RefusalType {
  if (slug === 'policy-not-known') return 'no-such-policy';
  if (slug === 'field-not-known' || slug === 'development-not-known') return 'never-said';
  return PROBLEM_TYPES[slug].status >= 500 ? 'unavailable' : 'invalid-arguments';
}

/** Whether the same question has an answer with all that is known by now. */
async function isKnownByNow(read: ReadSide, tool: Tool, args: Record<string, string>): Promise<boolean> {
  const open = Object.fromEntries(Object.entries(args).filter(([name]) => !KNOWLEDGE.includes(name)));
  if (Object.keys(open).length === Object.keys(args).length) return false;
  try {
    await tool.call(read, open);
    return true;
  } catch (error) {
    const refusal = ofProblem(toProblem(error).slug);
    if (refusal === 'unavailable') throw error;
    return false;
  }
}

/** Policies that words fit which were given as an id. */
async function fitting(read: ReadSide, words: string | undefined): Promise<Candidate[]> {
  if (words === undefined || !isSearchable(words)) return [];
  const { body } = await read.list.answer({
    ...{ q: words, uncertain: 'flag', fields: false, limit: MOST_CANDIDATES },
  });
  const { items } = JSON.parse(body) as { items: Candidate[] };
  return items.map(({ policyId, title }) => ({ policyId, title }));
}
