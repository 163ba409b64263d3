import type { HistoryItem } from '../api/client.js';
import { useLabels } from '../labels/use-labels.js';
import { pathText } from '../labels/value-text.js';
import { longDate } from '../edtf/long-date.js';
import { claimsText, isContested } from '../claims/contested.js';
import { ContestedChip } from '../claims/contested-chip.js';
import { useWords } from '../words/language.js';
import { lanesOf, stepText } from './lanes.js';

/** The lanes of the picture as a table, for screen readers and paper. */
export function StepsTable({ history }: { history: readonly HistoryItem[] }) {
  const words = useWords();
  const labels = useLabels();
  const speech = { words, labels };
  const day = (text: string | null) => (text === null ? '' : longDate(text, labels.language));
  return (
    <div className="scrolls" role="region" aria-label={words.stepsTable} tabIndex={0}>
      <table className="grid cards">
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.since}</th>
            <th scope="col">{words.ends}</th>
            <th scope="col">{words.certainty}</th>
          </tr>
        </thead>
        <tbody>
          {lanesOf(history).flatMap(({ field, steps }) =>
            steps.map((step) => (
              <tr key={`${field} ${step.from ?? ''}`} className={isContested(step) ? 'contested' : undefined}>
                <th scope="row" title={field}>
                  {pathText(field, labels)}
                </th>
                <td data-label={words.value}>
                  {isContested(step)
                    ? claimsText(step, field.split('/')[0] ?? '', speech)
                    : stepText(step, speech)}
                </td>
                <td className="dates" data-label={words.since}>
                  {day(step.from)}
                </td>
                <td className="dates" data-label={words.ends}>
                  {day(step.until)}
                </td>
                <td data-label={words.certainty}>
                  <Certainty step={step} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

function Certainty({ step }: { step: HistoryItem }) {
  const words = useWords();
  if (isContested(step)) return <ContestedChip />;
  return step.certainty === 'possible' ? words.possible : words.definite;
}
