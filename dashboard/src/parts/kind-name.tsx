import { useQuery } from '@tanstack/react-query';
import { kindsQuery } from '../api/queries.js';
import { inLanguage, useLanguage } from '../words/language.js';

/** What a kind of developments is called; anything else that stands in its place is shown as it is. */
export function KindName({ kind: name }: { kind: string }) {
  const { language } = useLanguage();
  const { data: kinds } = useQuery(kindsQuery);
  const kind = kinds?.items.find(({ kind }) => kind === name);
  return kind ? inLanguage(language, kind.title, kind.titles) : name;
}
