import { useLanguage } from '../words/language.js';
import { instantInWords } from '../time/in-words.js';

/** An instant in words, in UTC, with the exact one as a tooltip. */
export function Moment({ instant }: { instant: string }) {
  const { language } = useLanguage();
  return (
    <time dateTime={instant} title={instant}>
      {instantInWords(language, instant)}
    </time>
  );
}
