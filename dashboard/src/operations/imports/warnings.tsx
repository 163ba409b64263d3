import type { ImportJob } from '../../api/client.js';
import { useLabels } from '../../labels/use-labels.js';
import { pathText, valueText } from '../../labels/value-text.js';
import { useWords } from '../../words/language.js';

const SHOWN = 20;

/** The first warnings about accepted lines: each silently replaces what another source says of the same day. */
export function Warnings({ job: { warned, warnings } }: { job: ImportJob }) {
  const words = useWords();
  const labels = useLabels();
  const shown = warnings.slice(0, SHOWN);
  return (
    <details>
      <summary>{words.firstWarned(new Set(shown.map(({ line }) => line)).size, warned)}</summary>
      <ul>
        {shown.map(({ line, field, value, externalId }) => (
          <li key={`${String(line)} ${field}`}>
            <strong>{words.rejectAt(line, '')}</strong>:{' '}
            {words.saysOtherwise(
              pathText(field, labels),
              valueText(value, field.split('/')[0] ?? '', { words, labels }),
            )}
            {externalId !== undefined && ` (${externalId})`}
          </li>
        ))}
      </ul>
    </details>
  );
}
