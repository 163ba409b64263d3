import { DIFF_LIST } from '../api/diff/parameters.js';
import { BASIS, asOfQueryOf } from '../api/parameters/basis.js';
import { FILTERS, splitFilters } from '../read/policies/filters.js';
import { DEFAULT_LIMIT, defined, EXPLAIN, LIST, TIMELINE } from '../api/policies/parameters.js';
import { DomainProblem } from '../domain/problem.js';
import { queryCommand } from './query-command.js';
import type { Names } from './names.js';

interface Basis {
  asOf?: string;
  knownAt: string | null;
  position: number;
}

interface Because {
  because: string[];
}

interface StateBody {
  policyId: string;
  title: string;
  existence: string;
  basis: Basis;
  fields: Record<string, Because & { value?: unknown; certainty: string; candidates?: unknown[] }>;
}

interface ListBody {
  basis: Basis;
  items: {
    policyId: string;
    title: string;
    existence: string;
    state: { status?: unknown };
    possible: string[];
    contested: string[];
  }[];
}

const basisLine = ({ asOf, knownAt, position }: Basis): string =>
  [
    ...(asOf === undefined ? [] : [`as of ${asOf}`]),
    `known at ${knownAt ?? 'no time'}`,
    `position ${position}`,
  ].join(', ');

// In that parameter the name of the field is part of the parameter's name, which an option cannot have.
const { 'field.*': _, ...NAMED_FILTERS } = FILTERS;
const AS_OF = { ...BASIS, ...NAMED_FILTERS, sort: LIST.sort };

/** `as-of [policyId]`: the state of one policy, or of all policies that match the filters. */
export const asOfCommand = () =>
  queryCommand<typeof AS_OF, StateBody | ListBody>({
    name: 'as-of',
    about: 'The state of a policy, or of all policies, on a day, as known at a moment',
    argument: '[policyId]',
    parameters: AS_OF,
    answer: (read, policyId, given) => {
      const [filters, { sort, ...basis }] = splitFilters(given);
      const asOfQuery = asOfQueryOf(basis);
      const listed = { ...filters, ...defined({ sort }) };
      if (policyId === undefined)
        return read.list.answer({ ...asOfQuery, ...listed, fields: false, limit: 1000 });
      const [name] = Object.keys(listed);
      if (name !== undefined)
        throw new DomainProblem('invalid-input', `Leave out --${name} or the policy: it is for lists`);
      return read.state.answer(policyId, asOfQuery);
    },
    table: (body, names) => ('fields' in body ? fieldsTable(body, names) : listTable(body, names)),
  });

const fieldsTable = ({ policyId, title, existence, basis, fields }: StateBody, names: Names) => ({
  title: `${policyId}: ${title} (${existence})\n${basisLine(basis)}`,
  heading: ['field', 'value', 'certainty', 'because'],
  rows: Object.entries(fields).map(([field, { value, certainty, candidates, because }]) => [
    names.field(field),
    names.value(value === undefined ? candidates : value),
    certainty,
    because.join(' '),
  ]),
});

const listTable = ({ basis, items }: ListBody, names: Names) => ({
  title: `${items.length} policies, ${basisLine(basis)}`,
  heading: ['policy', 'existence', 'status', 'doubtful', 'contested', 'title'],
  rows: items.map(({ policyId, existence, state, possible, contested, title }) => [
    policyId,
    existence,
    names.value(state.status),
    possible.map(names.field).join(', '),
    contested.map(names.field).join(', '),
    title,
  ]),
});

interface TimelineBody {
  policyId: string;
  basis: Basis;
  items: {
    kind: string;
    effective: { text: string };
    recordedAt: string;
    supersededBy?: string;
    sources: { title: string }[];
  }[];
}

/** `timeline <policyId>`: its developments. */
export const timelineCommand = () =>
  queryCommand<typeof TIMELINE, TimelineBody>({
    name: 'timeline',
    about: 'The developments of a policy in effective order',
    argument: '<policyId>',
    parameters: TIMELINE,
    answer: (read, policyId = '', { render: _, limit = DEFAULT_LIMIT, ...query }) =>
      read.timeline.answer(policyId, { ...query, limit }),
    table: ({ policyId, basis, items }, names) => ({
      title: `${policyId}, ${basisLine(basis)}`,
      heading: ['effective', 'kind', 'recorded', 'superseded', 'sources'],
      rows: items.map(({ effective, kind, recordedAt, supersededBy, sources }) => [
        effective.text,
        names.kind(kind),
        recordedAt,
        supersededBy === undefined ? '' : 'yes',
        sources.map(({ title }) => title).join('; '),
      ]),
    }),
  });

interface ExplainBody {
  policyId: string;
  field: string;
  basis: Basis;
  value?: unknown;
  certainty: string;
  reasons: { role: string; why: string; value?: unknown; kind?: string; effective?: { text: string } }[];
}

/** `explain <policyId> --field status`: why the field has its value. */
export const explainCommand = () =>
  queryCommand<typeof EXPLAIN, ExplainBody>({
    name: 'explain',
    about: 'Why a field has its value: the developments, their roles, and the rule',
    argument: '<policyId>',
    parameters: EXPLAIN,
    answer: (read, policyId = '', { field, ...basis }) => {
      if (field === undefined)
        throw new DomainProblem('invalid-input', 'Give --field, for example --field status');
      return read.explain.answer(policyId, field, asOfQueryOf(basis));
    },
    table: ({ policyId, field, basis, value, certainty, reasons }, names) => ({
      title: `${policyId} ${names.field(field)} = ${names.value(value)} (${certainty})\n${basisLine(basis)}`,
      heading: ['role', 'effective', 'kind', 'value', 'why'],
      rows: reasons.map(({ role, effective, kind = '', value: says, why }) => [
        role,
        effective?.text ?? '',
        names.kind(kind),
        names.value(says),
        why,
      ]),
    }),
  });

interface Change {
  policyId?: string;
  field: string;
  old?: unknown;
  new?: unknown;
  class: string;
  because: unknown;
}

interface DiffBody {
  basis: { from: Basis; to: Basis };
  worldChanges: Change[];
  knowledgeChanges: Change[];
}

const { 'field.*': _field, ...DIFFS } = DIFF_LIST;

/** `diff [policyId]`: what changed between two bases. */
export const diffCommand = () =>
  queryCommand<typeof DIFFS, DiffBody>({
    name: 'diff',
    about: 'What changed between two bases, in knowledge and in the world',
    argument: '[policyId]',
    parameters: DIFFS,
    answer: (read, policyId, given) => {
      const [filters, { render: _, uncertain = 'flag', limit = DEFAULT_LIMIT, cursor, ...query }] =
        splitFilters(given);
      return policyId === undefined
        ? read.diffs.answer({ uncertain, limit, ...query, ...filters, ...defined({ cursor }) })
        : read.diff.answer(policyId, { uncertain, ...query });
    },
    table: ({ basis, worldChanges, knowledgeChanges }, names) => ({
      title: `from ${basisLine(basis.from)}\nto   ${basisLine(basis.to)}`,
      heading: ['changed', 'class', 'policy', 'field', 'old', 'new'],
      rows: [
        ...knowledgeChanges.map((change) => changeRow('knowledge', change, names)),
        ...worldChanges.map((change) => changeRow('world', change, names)),
      ],
    }),
  });

const changeRow = (
  leg: string,
  { class: name, policyId = '', field, old, new: now }: Change,
  names: Names,
): string[] => [leg, name, policyId, names.field(field), sideText(old, names), sideText(now, names)];

/** One side of a change: its value, or why there is none. */
function sideText(side: unknown, names: Names): string {
  const { value, absent, candidates } = (side ?? {}) as {
    value?: unknown;
    absent?: true;
    candidates?: unknown;
  };
  return absent ? 'absent' : names.value(value ?? candidates ?? null);
}
