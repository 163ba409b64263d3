import { ContestedChip } from '../claims/contested-chip.js';
import { useLabels } from '../labels/use-labels.js';
import { useWords } from '../words/language.js';
import { toneOf } from './tones.js';
import { plain } from './value.js';

/** A status in words, with the colour of its family. Without a value, it shows whether the status is contested, uncertain or missing. */
export function StatusChip({
  status,
  doubtful,
  contested,
}: {
  status: unknown;
  doubtful: boolean;
  contested: boolean;
}) {
  const words = useWords();
  const labels = useLabels();
  if (contested) return <ContestedChip />;
  if (status === undefined)
    return <span className="chip tone-none">{doubtful ? words.doubtful : words.notSaid}</span>;
  if (status === null) return <span className="chip tone-none">{words.nullValue}</span>;
  const slug = plain(status);
  return (
    <span className={`chip ${toneOf(labels.family(slug))}`} title={slug}>
      {labels.status(slug)}
    </span>
  );
}
