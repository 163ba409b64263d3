import { useLanguage } from '../words/language.js';
import { instantInWords } from '../time/in-words.js';

/** An instant as people write it, in UTC, with the exact one behind it. */
export function Moment({ instant }: { instant: string }) {
  const { language } = useLanguage();
  return (
    <time dateTime={instant} title={instant}>
      {instantInWords(language, instant)}
    </time>
  );
}
