import { canonicalText, type Json } from '../../domain/json.js';
import type { ReadSide } from '../../read/read-side.js';
import { asOfQueryOf, BASIS } from '../parameters/basis.js';
import { text, type ValuesOf } from '../../domain/values/parameter.js';
import { invalidParameters, readParameters } from '../parameters/read-parameters.js';
import { fieldOf } from '../../read/policies/field-parameters.js';
import { defined } from '../policies/parameters.js';
import { argumentsOf, needed, policyId } from './tool-arguments.js';

export const VERIFY = {
  permalink: text('The permalink of a state that is cited; instead of the other arguments', {
    maxLength: 2000,
  }),
  policyId,
  ...BASIS,
  field: fieldOf('The field that is cited'),
  value: text('The value that is cited; JSON, or else a text', { maxLength: 2000 }),
};

/** `held-then`: said at the cited moment, no longer known so. */
type Verdict = 'holds' | 'held-then' | 'changed' | 'contested' | 'never-said';

interface State {
  basis: object;
  permalink: string;
  contested: string[];
  fields: Record<string, { value?: Json; candidates?: { value?: Json }[] }>;
}

/** The verdict on a cited state or value, with both answers it rests on. */
export async function verifyCitation(read: ReadSide, args: Record<string, string>): Promise<string> {
  const cited = citedIn(args);
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
  const verdict = async (): Promise<Verdict> => {
    const isSaid = field === undefined || (then.fields[field] ?? now.fields[field]) !== undefined;
    if (!isSaid) return 'never-said';
    if (isContested) return 'contested';
    if (claimed === said(now)) return 'holds';
    if (claimed === said(then)) return value === undefined ? 'changed' : 'held-then';
    return (await wasEverSaid(read, policy, field, claimed)) ? 'changed' : 'never-said';
  };
  return JSON.stringify({
    ...{ policyId: policy, verdict: await verdict(), field, value },
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

/** @throws HttpProblem `invalid-parameters` if the arguments contradict each other, or name a value without its field */
function citedIn(args: Record<string, string>): Omit<ValuesOf<typeof VERIFY>, 'permalink'> {
  const { permalink, ...rest } = argumentsOf(args, VERIFY);
  if (rest.value !== undefined && rest.field === undefined)
    throw invalidParameters([{ parameter: 'field', detail: 'Say which field has the value' }]);
  if (permalink === undefined) return rest;
  const { field: _, value: __, ...twice } = rest;
  if (Object.keys(twice).length > 0)
    throw invalidParameters(
      Object.keys(twice).map((name) => ({ parameter: name, detail: 'The permalink says it already' })),
    );
  return { ...rest, ...pinnedIn(permalink) };
}

/** The question that a permalink of a state asks. @throws HttpProblem `invalid-parameters` if it is none */
function pinnedIn(permalink: string): ValuesOf<typeof BASIS> & { policyId: string } {
  const [, path, query] = /\/v1\/policies\/([^/?]+)\?(.*)$/.exec(permalink) ?? [];
  const id = path === undefined ? undefined : decoded(path);
  if (id === undefined || query === undefined || !/(^|&)position=/.test(query))
    throw invalidParameters([
      {
        parameter: 'permalink',
        detail: 'Give the permalink of a state: /v1/policies/{id}?asOf=…&position=…',
      },
    ]);
  return { ...readParameters(`/mcp?${query}`, BASIS), policyId: id };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
