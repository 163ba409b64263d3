import type { components } from '@policy-timeline/client';
import type { Language } from '../words/translation.js';
import { readable } from './readable.js';

type Served = components['schemas']['Labels'];
type Kinds = components['schemas']['Kinds']['items'];
export type Family = components['schemas']['StatusLabel']['family'];

/** Labels of the service's slugs in the reader's language. */
export interface Labels {
  language: Language;
  /** A field, a collection or a member of a value. */
  field: (name: string) => string;
  /** A key of a collection. Countries only in collections of parties. */
  key: (collection: string, key: string) => string;
  /** A value that is a known word; undefined for other text. */
  word: (slug: string) => string | undefined;
  status: (slug: string) => string;
  /** The meaning of a status; undefined for an unknown status. */
  family: (slug: string) => Family | undefined;
  familyName: (family: Family) => string;
  area: (slug: string) => string;
  /** @param code ISO 3166-1 alpha-2; anything else stays as it is */
  country: (code: string) => string;
  /** A kind of developments, or a milestone, which appears in the same lists. */
  kind: (slug: string) => string;
}

/** Fields and collections in which two capitals are a country; elsewhere they may be any abbreviation. */
export const PARTIES: readonly string[] = ['recipient', 'counterparty', 'party', 'interest', 'positions'];

/** @param served the answer of `GET /v1/labels`; undefined while it is loading: slugs are then made readable */
export function labelsOf(served: Served | undefined, kinds: Kinds | undefined, language: Language): Labels {
  const find = (table: Served['fields'] | undefined, slug: string): string | undefined => {
    const label = table && Object.hasOwn(table, slug) ? table[slug] : undefined;
    return label && (label.labels[language] ?? label.label);
  };
  const regions = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const country = (code: string) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code);
  const word = (slug: string) => find(served?.words, slug) ?? find(served?.statuses, slug);
  return {
    language,
    field: (name) => find(served?.fields, name) ?? readable(name),
    key: (collection, key) => {
      const named = PARTIES.includes(collection) ? country(key) : key;
      if (named !== key) return named;
      if (collection === 'stages') return find(served?.statuses, key) ?? readable(key);
      return word(key) ?? readable(key);
    },
    word,
    status: (slug) => find(served?.statuses, slug) ?? word(slug) ?? readable(slug),
    family: (slug) =>
      served && Object.hasOwn(served.statuses, slug) ? served.statuses[slug]?.family : undefined,
    familyName: (family) => find(served?.families, family) ?? readable(family),
    area: (slug) => find(served?.areas, slug) ?? readable(slug),
    country,
    kind: (slug) => {
      const kind = kinds?.find((each) => each.kind === slug);
      return kind ? (kind.titles[language] ?? kind.title) : (word(slug) ?? readable(slug));
    },
  };
}
