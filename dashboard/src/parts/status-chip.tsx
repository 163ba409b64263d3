import { useWords } from '../words/language.js';
import { toneOf } from './tones.js';

/** A status, its colour by its name: the same everywhere. Without one, it says whether it is doubtful or never said. */
export function StatusChip({ status, doubtful }: { status: unknown; doubtful: boolean }) {
  const words = useWords();
  if (status === undefined)
    return <span className="chip tone-none">{doubtful ? words.doubtful : words.notSaid}</span>;
  if (status === null) return <span className="chip tone-none">{words.nullValue}</span>;
  const text = typeof status === 'string' ? status : JSON.stringify(status);
  return <span className={`chip tone-${String(toneOf(text))}`}>{text}</span>;
}
