import type { AmendmentBody, RegistrationBody } from '../api/changes.js';
import type { Identifier, State } from '../api/client.js';
import type { Words } from '../words/en.js';

/** The contents of the policy form: texts as typed. */
export interface PolicyDraft {
  title: string;
  titleJa: string;
  jurisdiction: string;
  area: string;
  timeZone: string;
  description: string;
  /** One a line, as `scheme:value`. */
  identifiers: string;
}

export const EMPTY_POLICY: PolicyDraft = {
  title: '',
  titleJa: '',
  jurisdiction: '',
  area: '',
  timeZone: 'UTC',
  description: '',
  identifiers: '',
};

type Header = Pick<
  State,
  'title' | 'titles' | 'jurisdictions' | 'area' | 'timeZone' | 'description' | 'identifiers'
>;

export const policyDraftOf = (policy: Header): PolicyDraft => ({
  title: policy.title,
  titleJa: policy.titles['ja'] ?? '',
  jurisdiction: policy.jurisdictions.join(', '),
  area: policy.area,
  timeZone: policy.timeZone,
  description: policy.description ?? '',
  identifiers: (policy.identifiers ?? []).map(identifierText).join('\n'),
});

/** As parameters name one, and as the form takes it. */
export const identifierText = ({ scheme, value }: Identifier): string => `${scheme}:${value}`;

/** The scheme ends at the first colon. A line that has none has no scheme: the service then says how one is written. */
const identifiersOf = (typed: string): Identifier[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const colon = Math.max(0, line.indexOf(':'));
      return { scheme: line.slice(0, colon).trim(), value: line.slice(colon).replace(/^:/, '').trim() };
    });

/** The members in the form of the service; null: nothing is given. Titles in further languages stay. */
function membersOf(draft: PolicyDraft, titles: Readonly<Record<string, string>>) {
  const { ja: _, ...others } = titles;
  const titleJa = draft.titleJa.trim();
  const identifiers = identifiersOf(draft.identifiers);
  const all = titleJa === '' ? others : { ...others, ja: titleJa };
  return {
    title: draft.title.trim(),
    titles: Object.keys(all).length === 0 ? null : all,
    jurisdiction: draft.jurisdiction
      .split(/[,、\s]+/)
      .filter(Boolean)
      .map((code) => code.toUpperCase()),
    area: draft.area.trim(),
    timeZone: draft.timeZone.trim() === '' ? 'UTC' : draft.timeZone.trim(),
    description: draft.description.trim() === '' ? null : draft.description.trim(),
    identifiers: identifiers.length === 0 ? null : identifiers,
  };
}

/** The service checks codes and zones. */
export function registrationOf(id: string, draft: PolicyDraft): RegistrationBody {
  const given = Object.entries(membersOf(draft, {})).filter(([, value]) => value !== null);
  return { id: id.trim(), ...Object.fromEntries(given) } as unknown as RegistrationBody;
}

/** The changed members, before and after; null: absent. */
export function amendmentOf(policy: Header, draft: PolicyDraft): { old: AmendmentBody; body: AmendmentBody } {
  const { titles } = policy;
  const before = membersOf(policyDraftOf(policy), titles);
  const after = membersOf(draft, titles);
  const names = Object.keys(after).filter(
    (name) =>
      JSON.stringify(before[name as keyof typeof before]) !==
      JSON.stringify(after[name as keyof typeof after]),
  );
  const only = (members: object) =>
    Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name))) as AmendmentBody;
  return { old: only(before), body: only(after) };
}

/** The label of the field of a JSON pointer into a registration or amendment. */
export function policyFieldName(pointer: string, words: Words): string {
  const [, member = ''] = pointer.split('/');
  const names: Readonly<Record<string, string>> = {
    id: words.id,
    title: words.title,
    titles: words.titleJa,
    jurisdiction: words.jurisdiction,
    area: words.area,
    timeZone: words.timeZone,
    description: words.description,
    identifiers: words.identifiers,
  };
  return names[member] ?? member;
}
