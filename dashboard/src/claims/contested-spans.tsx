import type { HistoryItem } from '../api/client.js';
import { useLabels } from '../labels/use-labels.js';
import { FieldPath } from '../parts/field.js';
import { useDates } from '../parts/use-dates.js';
import { useWords } from '../words/language.js';
import { claimsText, isContested } from './contested.js';

/** The contested spans of the picture as a table, for readers who cannot see it. */
export function ContestedSpans({ history }: { history: readonly HistoryItem[] }) {
  const words = useWords();
  const labels = useLabels();
  const { days } = useDates();
  const contested = history.filter(isContested);
  if (contested.length === 0) return null;
  return (
    <details className="contested-spans">
      <summary>
        {words.claims.spans} ({contested.length})
      </summary>
      <div className="scrolls" role="region" aria-label={words.claims.spans} tabIndex={0}>
        <table className="grid cards">
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.claims.span}</th>
              <th scope="col">{words.claims.claimed}</th>
            </tr>
          </thead>
          <tbody>
            {contested.map((step) => (
              <tr key={`${step.field} ${step.from ?? ''}`}>
                <th scope="row">
                  <FieldPath path={step.field} />
                </th>
                <td data-label={words.claims.span}>{days(step.from, step.until)}</td>
                <td data-label={words.claims.claimed}>
                  {claimsText(step, step.field.split('/')[0] ?? '', { words, labels })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
