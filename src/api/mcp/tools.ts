import { DomainProblem, type DomainSlug } from '../../domain/problem.js';
import type { ReadSide } from '../../read/read-side.js';
import { DIFF } from '../diff/parameters.js';
import { asOfQueryOf, BASIS } from '../parameters/basis.js';
import type { Parameters } from '../../domain/values/parameter.js';
import { FILTERS, splitFilters } from '../../read/policies/filters.js';
import { EXPLAIN, PAGE, TIMELINE } from '../policies/parameters.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { argumentsOf, needed, policyId } from './tool-arguments.js';
import { VERIFY, verifyCitation } from './verify-citation.js';

/** One tool: its arguments are parameters of the API, and are read by the same rules. */
export interface Tool {
  title: string;
  description: string;
  takes: Parameters;
  required: readonly string[];
  /** @returns the answer as JSON text, with its permalink */
  call: (read: ReadSide, args: Record<string, string>) => Promise<string>;
}

/** What makes the two sides of a comparison differ. */
const LEGS = ['fromAsOf', 'fromKnownAt', 'fromPosition', 'toAsOf', 'toKnownAt', 'toPosition'] as const;

const SEARCH = { ...BASIS, ...FILTERS, limit: PAGE.limit };

export const TOOLS: Readonly<Record<string, Tool>> = {
  search_policies: {
    title: 'Search policies',
    description: 'Policies by words, status, area or jurisdiction, as of a day and as known at a moment.',
    takes: SEARCH,
    required: [],
    call: async (read, args) => {
      const [filters, { limit, ...basis }] = splitFilters(argumentsOf(args, SEARCH));
      const query = { ...asOfQueryOf(basis), ...filters, fields: false, limit: limit ?? 20 };
      const { body } = await read.list.answer(query);
      return saying(body, 'No policy passes these filters on this basis', 'policy-not-known');
    },
  },
  state_as_of: {
    title: 'State of a policy',
    description: 'What a policy was on a day, as known at a moment; doubtful and contested fields are named.',
    takes: { policyId, ...BASIS },
    required: ['policyId'],
    call: async (read, args) => {
      const { policyId: id, ...basis } = argumentsOf(args, { policyId, ...BASIS });
      return (await read.state.answer(needed('policyId', id), asOfQueryOf(basis))).body;
    },
  },
  explain_field: {
    title: 'Why a field has its value',
    description: 'The developments and sources behind a field, and what they superseded.',
    takes: { policyId, ...EXPLAIN },
    required: ['policyId', 'field'],
    call: async (read, args) => {
      const { policyId: id, field, ...basis } = argumentsOf(args, { policyId, ...EXPLAIN });
      const found = await read.explain.answer(
        needed('policyId', id),
        needed('field', field),
        asOfQueryOf(basis),
      );
      return found.body;
    },
  },
  timeline: {
    title: 'Timeline of a policy',
    description: 'Its developments in effective order, with their sources; next leads to the following page.',
    takes: { policyId, ...TIMELINE },
    required: ['policyId'],
    call: async (read, args) => {
      const given = argumentsOf(args, { policyId, ...TIMELINE });
      const { policyId: id, render: _, limit = 50, ...query } = given;
      const { body } = await read.timeline.answer(needed('policyId', id), { ...query, limit });
      return saying(body, 'No development of this policy is known on this basis');
    },
  },
  compare: {
    title: 'Compare two bases',
    description:
      'What changed about a policy between two days or moments, in the world and in what is known.',
    takes: { policyId, ...DIFF },
    required: ['policyId'],
    call: async (read, args) => {
      const given = argumentsOf(args, { policyId, ...DIFF });
      const { policyId: id, render: _, uncertain = 'flag', ...query } = given;
      if (!LEGS.some((name) => name in query))
        throw invalidParameters([
          {
            parameter: 'fromAsOf',
            detail: `Give at least one of ${LEGS.join(', ')}: nothing is compared yet`,
          },
        ]);
      return (await read.diff.answer(needed('policyId', id), { uncertain, ...query })).body;
    },
  },
  verify_citation: {
    title: 'Check a citation',
    description:
      'Whether a cited state or value holds: holds, held-then (said at the cited moment, no longer known so), changed, contested or never-said.',
    takes: VERIFY,
    required: [],
    call: verifyCitation,
  },
};

/** A list, unless it is empty: that would be taken for an answer. @throws DomainProblem */
function saying(body: string, otherwise: string, slug: DomainSlug = 'development-not-known'): string {
  if ((JSON.parse(body) as { items: object[] }).items.length === 0) throw new DomainProblem(slug, otherwise);
  return body;
}
