/** The demo's policy that the calls are about. */
export const POLICY = 'jp-us-patriot-transfer';
const FIELD = 'items/pac-3';
const EARLY = { position: 1 };

type BadCall = [tool: string, args: Record<string, unknown>, refusal: string, about?: string];

const wrong = (tool: string, args: Record<string, unknown>, about: string): BadCall => [
  tool,
  args,
  'invalid-arguments',
  about,
];
const state = (args: Record<string, unknown>, about: string) =>
  wrong('state_as_of', { policyId: POLICY, ...args }, about);
const search = (args: Record<string, unknown>, about: string) => wrong('search_policies', args, about);
const compare = (args: Record<string, unknown>, about: string) =>
  wrong('compare', { policyId: POLICY, ...args }, about);
const verify = (args: Record<string, unknown>, about: string) => wrong('verify_citation', args, about);

/** Calls that cannot be answered, each with its refusal and, of wrong arguments, the one that is named. */
export const BAD_CALLS: readonly BadCall[] = [
  // Arguments that the schema of the tool excludes.
  wrong('state_as_of', {}, 'policyId'),
  state({ policyId: null }, 'policyId'),
  state({ policyId: '' }, 'policyId'),
  state({ policyId: [POLICY] }, 'policyId'),
  state({ policyId: { id: POLICY } }, 'policyId'),
  state({ policyId: 'x'.repeat(201) }, 'policyId'),
  state({ policyId: 'a\u0000b' }, 'policyId'),
  state({ policy: POLICY }, 'policy'),
  state({ asOf: 20240731 }, 'asOf'),
  state({ asOf: true }, 'asOf'),
  state({ asOf: null }, 'asOf'),
  state({ asOf: {} }, 'asOf'),
  state({ asOf: ['2024-07-31'] }, 'asOf'),
  state({ asOf: '2024-02-30' }, 'asOf'),
  state({ asOf: '31.07.2024' }, 'asOf'),
  state({ asOf: '2024-07-31T00:00:00Z' }, 'asOf'),
  state({ asOf: 'yesterday' }, 'asOf'),
  state({ asof: '2024-07-31' }, 'asof'),
  state({ knownAt: '2024-07-31' }, 'knownAt'),
  state({ knownAt: 1 }, 'knownAt'),
  state({ position: -1 }, 'position'),
  state({ position: 1.5 }, 'position'),
  state({ position: 'last' }, 'position'),
  state({ position: 1, knownAt: '2024-07-31T00:00:00Z' }, 'position'),
  state({ uncertain: 'maybe' }, 'uncertain'),
  state({ uncertain: true }, 'uncertain'),
  state({ publishedBy: '2024' }, 'publishedBy'),
  state({ render: 2 }, 'render'),
  search({ limit: 0 }, 'limit'),
  search({ limit: 1001 }, 'limit'),
  search({ limit: 'all' }, 'limit'),
  search({ jurisdiction: 'Japan' }, 'jurisdiction'),
  search({ existence: 'maybe' }, 'existence'),
  search({ contested: true, certainty: 'certain' }, 'certainty'),
  search({ q: '!!!' }, 'q'),
  search({ q: ['Patriot'] }, 'q'),
  search({ words: 'Patriot' }, 'words'),
  search({ sort: 'title' }, 'sort'),
  wrong('explain_field', { policyId: POLICY }, 'field'),
  wrong('explain_field', { field: FIELD }, 'policyId'),
  wrong('explain_field', { policyId: POLICY, field: '../etc/passwd' }, 'field'),
  wrong('timeline', { policyId: POLICY, include: 'all' }, 'include'),
  wrong('timeline', { policyId: POLICY, cursor: { page: 2 } }, 'cursor'),
  compare({}, 'fromAsOf'),
  compare({ fromAsOf: '2024-13-01' }, 'fromAsOf'),
  compare({ asOf: '2024-07-31' }, 'asOf'),
  verify({}, 'policyId'),
  verify({ policyId: POLICY, value: 'approved' }, 'field'),
  verify({ permalink: 'https://elsewhere.example/' }, 'permalink'),
  verify({ permalink: '/v1/policies/%ff?position=9' }, 'permalink'),
  // It pins nothing, so it would hold of itself.
  verify({ permalink: `/v1/policies/${POLICY}?asOf=2024-07-31` }, 'permalink'),
  verify({ permalink: `/v1/policies/${POLICY}?position=9`, policyId: 'another' }, 'policyId'),
  // A cursor that no page gave.
  wrong('timeline', { policyId: POLICY, cursor: 'made-up' }, 'cursor'),
  // What is not there, or not there yet.
  ['state_as_of', { policyId: 'nobody' }, 'no-such-policy'],
  ['timeline', { policyId: 'nobody' }, 'no-such-policy'],
  ['compare', { policyId: 'nobody', fromAsOf: '2024-01-01' }, 'no-such-policy'],
  ['verify_citation', { policyId: 'nobody', field: FIELD, value: 1 }, 'no-such-policy'],
  ['search_policies', { q: 'zzzzzzzz' }, 'no-such-policy'],
  ['state_as_of', { policyId: 'missile' }, 'ambiguous'],
  ['explain_field', { policyId: POLICY, field: 'items/never' }, 'never-said', 'field'],
  ['state_as_of', { policyId: POLICY, ...EARLY }, 'not-known-yet'],
  ['explain_field', { policyId: POLICY, field: FIELD, ...EARLY }, 'not-known-yet'],
  ['timeline', { policyId: POLICY, publishedBy: '1990-01-01' }, 'not-known-yet'],
  ['search_policies', { q: 'Patriot', ...EARLY }, 'not-known-yet'],
];
