import type { Field, State, TimelineItem } from '../api/client.js';
import { claimsText, isContested } from '../claims/contested.js';
import { longDate } from '../edtf/long-date.js';
import { said } from '../edtf/said.js';
import { pathText, valueText, type Speech } from '../labels/value-text.js';

/** The inputs of the sentence. */
export type Answered = Pick<State, 'existence' | 'fields' | 'expected'> & { basis: { asOf?: string | null } };
/** The members of a development that the sentence needs. */
export type Cited = Pick<TimelineItem, 'eventId' | 'effective' | 'sources'>;

const MOST_ITEMS = 3;
const MOST_SOURCES = 2;

/**
 * The state of a policy on a day as one sentence: status and certainty, items and conditions, what is expected, and the source.
 * For example "On 31 July 2024: approved or already contracted, not certain; PAC-3 approved since July 2024. Source: …".
 * @param items the developments of the policy; those that decide the status are cited
 */
export function sentenceOf(policy: Answered, items: readonly Cited[], speech: Speech): string {
  const { answer } = speech.words;
  const day = longDate(policy.basis.asOf ?? '', speech.labels.language);
  const [next] = policy.expected;
  return [
    answer.on(day, statusOf(policy, items, speech), detailsOf(policy, speech).join(answer.join)),
    next === undefined
      ? ''
      : answer.next(lower(speech.labels.kind(next.name)), dateText(next.date.text, speech)),
    sourcesOf(policy, items, speech),
  ].join('');
}

function statusOf({ existence, fields, basis }: Answered, items: readonly Cited[], speech: Speech): string {
  const { answer } = speech.words;
  const { status } = fields;
  if (!status) {
    if (existence === 'not-yet') return answer.notBegun;
    return Object.keys(fields).length === 0 ? answer.nothing : answer.noStatus;
  }
  if (isContested(status)) return speech.words.claims.told(claimsText(status, 'status', speech));
  if (status.candidates) return candidatesOf(status, items, basis.asOf ?? '', speech);
  if (status.value === null) return answer.nullStatus;
  return during(lower(valueText(status.value, 'status', speech)), status, speech);
}

/** The possible statuses, in the order of their begin; the last one with "already" if it may not have begun yet. */
function candidatesOf(
  { candidates = [] }: Field,
  items: readonly Cited[],
  day: string,
  { words, labels }: Speech,
): string {
  const { answer } = words;
  const latestOf = (because: readonly string[] = []) =>
    items
      .filter(({ eventId }) => because.includes(eventId))
      .map(({ effective }) => effective.latest ?? '9999')
      .sort()
      .at(-1) ?? '';
  const told = candidates
    .filter(({ absent }) => absent !== true)
    .map(({ value, because }) => ({
      status: lower(valueText(value, 'status', { words, labels })),
      latest: latestOf(because),
    }))
    .sort((a, b) => (a.latest < b.latest ? -1 : a.latest > b.latest ? 1 : 0));
  const last = told.at(-1);
  if (!last) return answer.noStatus;
  if (told.length === 1) return answer.doubtful(answer.possibly(last.status));
  const before = told.slice(0, -1).map(({ status }) => status);
  return answer.doubtful(
    answer.or(before.join(', '), last.latest > day ? answer.already(last.status) : last.status),
  );
}

/**
 * Contested values with their sources, items with their values, the number of conditions; for a policy without a status, its
 * first values.
 */
function detailsOf({ fields }: Answered, speech: Speech): string[] {
  const { answer } = speech.words;
  const definite = Object.entries(fields).filter(
    ([, field]) => !field.candidates && !field.redacted && field.value !== null,
  );
  const within = (collection: string) => definite.filter(([path]) => path.startsWith(`${collection}/`));
  const items = within('items').map(([path, field]) =>
    during(
      answer.item(speech.labels.key('items', path.slice(6)), lower(valueText(field.value, 'items', speech))),
      field,
      speech,
    ),
  );
  const conditions = within('conditions').length;
  const plain = fields['status'] ? [] : definite.filter(([path]) => !path.includes('/'));
  const contested = Object.entries(fields).filter(([path, field]) => path !== 'status' && isContested(field));
  return [
    ...contested
      .slice(0, MOST_ITEMS)
      .map(([path, field]) =>
        speech.words.claims.toldField(
          pathText(path, speech.labels),
          claimsText(field, path.split('/')[0] ?? path, speech),
        ),
      ),
    ...plain
      .slice(0, MOST_ITEMS)
      .map(([path, { value }]) => answer.field(speech.labels.field(path), valueText(value, path, speech))),
    ...items.slice(0, MOST_ITEMS),
    ...(items.length > MOST_ITEMS ? [answer.moreItems(items.length - MOST_ITEMS)] : []),
    ...(conditions > 0 ? [answer.conditions(conditions)] : []),
  ];
}

/** The begin, and the end if it is known. */
function during(told: string, { since, until }: Field, speech: Speech): string {
  const { answer } = speech.words;
  const ends = until ? answer.until(told, dateText(until.text, speech)) : told;
  if (!since || until) return ends;
  const begun = /^\[/.test(since.text) ? answer.begun : answer.since;
  return begun(told, dateText(since.text, speech));
}

/** The publishers of the sources that decide the status, or else the first values; each once. */
function sourcesOf({ fields }: Answered, items: readonly Cited[], speech: Speech): string {
  const { answer } = speech.words;
  const decisive = fields['status'] ?? Object.values(fields)[0];
  // A contested value already shows its sources.
  if (!decisive || isContested(decisive)) return '';
  const { because } = decisive;
  const cited = items
    .filter(({ eventId }) => because.includes(eventId))
    .flatMap(({ sources }) => sources)
    .map(({ publisher, title, published }) =>
      published === undefined
        ? (publisher ?? title)
        : answer.cited(publisher ?? title, dateText(published, speech)),
    );
  const told = [...new Set(cited)].slice(0, MOST_SOURCES);
  return told.length === 0 ? '' : answer.source(told.join('; '));
}

const dateText = (text: string, { words, labels }: Speech): string => said(text, words.date, labels.language);

/** A label inside a sentence; names and abbreviations stay. */
const lower = (label: string): string =>
  /^[A-Z][a-z]+( |$)/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
