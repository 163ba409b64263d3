import type { Kind } from '../api/client.js';
import { inLanguage } from '../words/language.js';
import type { Words } from '../words/en.js';
import type { Language } from '../words/translation.js';

/** The label of the field of a JSON pointer into a development. */
export function fieldName(pointer: string, kind: Kind, words: Words, language: Language): string {
  const [, member = '', name = '', part = ''] = pointer.split('/');
  if (member === 'payload') {
    const field = kind.form.find((each) => each.name === name);
    return field ? inLanguage(language, field.label, field.labels) : name || words.payload;
  }
  const source: Readonly<Record<string, string>> = {
    title: words.sourceTitle,
    url: words.sourceUrl,
    publisher: words.sourcePublisher,
    published: words.sourcePublished,
    locator: words.sourceLocator,
  };
  if (member === 'sources') return words.sourceField(Number(name) + 1, source[part] ?? part);
  const members: Readonly<Record<string, string>> = {
    effective: words.effective,
    published: words.published,
    sequence: words.sequence,
    assertion: words.assertion,
    note: words.note,
  };
  return members[member] ?? member;
}
