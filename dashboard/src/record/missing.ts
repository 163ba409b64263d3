import type { Kind } from '../api/client.js';
import { interpret } from '../edtf/read-date.js';
import type { Draft } from './draft.js';

/** JSON pointers of fields that must be given, or chosen, before a draft can be recorded. */
export function missingFrom(draft: Draft, kind: Kind, country: string | undefined): string[] {
  const payload = kind.form.filter(
    ({ name, required }) => required && (draft.payload[name] ?? '').length === 0,
  );
  const amounts = kind.form.filter(({ name, widget }) => widget === 'money' && isHalf(draft.payload[name]));
  return [
    ...(draft.effective.trim() === '' || isInDoubt(draft.effective, country) ? ['/effective'] : []),
    ...(isInDoubt(draft.published, country) ? ['/published'] : []),
    ...[...payload, ...amounts].map(({ name }) => `/payload/${name}`),
    ...(draft.sources.some(({ title }) => title.trim() !== '') ? [] : ['/sources/0/title']),
    ...draft.sources.flatMap(({ published = '' }, i) =>
      isInDoubt(published, country) ? [`/sources/${String(i)}/published`] : [],
    ),
  ];
}

/** The date is ambiguous: one meaning has to be chosen. */
function isInDoubt(date: string, country: string | undefined): boolean {
  const read = interpret(date, country);
  return read !== null && 'doubt' in read;
}

/** An amount without its currency, or the reverse. */
function isHalf(amount: Draft['payload'][string] | undefined): boolean {
  const [first] = typeof amount === 'string' ? [] : (amount ?? []);
  return first !== undefined && (first.name.trim() === '') !== (first.value.trim() === '');
}
