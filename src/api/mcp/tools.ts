import { canonicalText, type Json } from '../../domain/json.js';
import { DomainProblem } from '../../domain/problem.js';
import type { ReadSide } from '../../read/read-side.js';
import { DIFF } from '../diff/parameters.js';
import { asOfQueryOf, BASIS } from '../parameters/basis.js';
import { text } from '../parameters/kinds-of-parameter.js';
import type { Parameters, ValuesOf } from '../parameters/parameter.js';
import { invalidParameters, readParameters } from '../parameters/read-parameters.js';
import { defined, EXPLAIN, fieldOf, FILTERS, PAGE, splitFilters, TIMELINE } from '../policies/parameters.js';

/** One tool: its arguments are parameters of the API, and are read by the same rules. */
export interface Tool {
  title: string;
  description: string;
  takes: Parameters;
  required: readonly string[];
  /** @returns the answer as JSON text, with its permalink */
  call: (read: ReadSide, args: Record<string, string>) => Promise<string>;
}

const policyId = text('The id of the policy, for example jp-us-patriot-transfer');
const SEARCH = { ...BASIS, ...FILTERS, limit: PAGE.limit };
const VERIFY = {
  permalink: text('The permalink of a state that is cited; instead of the other arguments', {
    maxLength: 2000,
  }),
  policyId,
  ...BASIS,
  field: fieldOf('The field that is cited'),
  value: text('The value that is cited; JSON, or else a text', { maxLength: 2000 }),
};

/** Reads arguments as parameters of a query are read. @throws HttpProblem `invalid-parameters` */
function argumentsOf<P extends Parameters>(args: Record<string, string>, takes: P): ValuesOf<P> {
  return readParameters<P>(`/mcp?${new URLSearchParams(args).toString()}`, takes);
}

const needed = (name: string, value: string | undefined): string => {
  if (value === undefined) throw invalidParameters([{ parameter: name, detail: 'It is missing' }]);
  return value;
};

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
      if ((JSON.parse(body) as { items: object[] }).items.length === 0)
        throw new DomainProblem('policy-not-known', 'No policy passes these filters on this basis');
      return body;
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
      return (await read.timeline.answer(needed('policyId', id), { ...query, limit })).body;
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

interface State {
  basis: object;
  permalink: string;
  contested: string[];
  fields: Record<string, { value?: Json; candidates?: { value?: Json }[] }>;
}

async function verifyCitation(read: ReadSide, args: Record<string, string>): Promise<string> {
  const { permalink, ...rest } = argumentsOf(args, VERIFY);
  const cited = permalink === undefined ? rest : { ...rest, ...pinnedIn(permalink) };
  const { policyId: id, field, value, ...basis } = cited;
  const policy = needed('policyId', id);
  const query = asOfQueryOf(defined(basis));
  const then = JSON.parse((await read.state.answer(policy, query)).body) as State & {
    basis: { asOf: string };
  };
  const { knownAt: _, position: __, ...open } = query;
  const now = JSON.parse((await read.state.answer(policy, { ...open, asOf: then.basis.asOf })).body) as State;
  const said = (state: State) =>
    field === undefined
      ? canonicalText(
          Object.fromEntries(Object.entries(state.fields).map(([name, { value: v }]) => [name, v ?? null])),
        )
      : textOf(state.fields[field]?.value);
  const claimed = field === undefined || value === undefined ? said(then) : claimedText(value);
  const isContested = field === undefined ? now.contested.length > 0 : now.contested.includes(field);
  const verdict =
    field !== undefined && then.fields[field] === undefined && now.fields[field] === undefined
      ? 'never-said'
      : isContested
        ? 'contested'
        : claimed === said(now)
          ? 'holds'
          : claimed === said(then)
            ? value === undefined
              ? 'changed'
              : 'held-then'
            : (await wasEverSaid(read, policy, field, claimed))
              ? 'changed'
              : 'never-said';
  return JSON.stringify({
    ...{ policyId: policy, verdict, field, value },
    then: field === undefined ? undefined : then.fields[field],
    now: field === undefined ? undefined : now.fields[field],
    ...{ basis: then.basis, comparedWith: now.basis, permalink: then.permalink },
  });
}

const textOf = (value: Json | undefined): string | undefined =>
  value === undefined ? undefined : canonicalText(value);

/** A value as it is cited: JSON if it is that, else a text. */
function claimedText(value: string): string {
  try {
    return canonicalText(JSON.parse(value) as Json);
  } catch {
    return JSON.stringify(value);
  }
}

async function wasEverSaid(
  read: ReadSide,
  policy: string,
  field: string | undefined,
  claimed: string | undefined,
): Promise<boolean> {
  if (field === undefined || claimed === undefined) return false;
  const { body } = await read.history.answer(policy, { field, limit: 1000 });
  const { items } = JSON.parse(body) as { items: { value?: Json }[] };
  return items.some(({ value }) => textOf(value) === claimed);
}

/** The question that a permalink of a state asks. @throws HttpProblem `invalid-parameters` if it is none */
function pinnedIn(permalink: string): ValuesOf<typeof BASIS> & { policyId: string } {
  const [, id, query] = /\/v1\/policies\/([^/?]+)\?(.*)$/.exec(permalink) ?? [];
  if (id === undefined || query === undefined)
    throw invalidParameters([
      {
        parameter: 'permalink',
        detail: 'Give the permalink of a state: /v1/policies/{id}?asOf=…&position=…',
      },
    ]);
  return { ...readParameters(`/mcp?${query}`, BASIS), policyId: decodeURIComponent(id) };
}
