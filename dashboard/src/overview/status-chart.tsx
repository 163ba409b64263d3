import { useQueries } from '@tanstack/react-query';
import { summaryQuery } from '../api/queries.js';
import { useLabels } from '../labels/use-labels.js';
import { Section } from '../parts/section.js';
import { today } from '../time/days.js';
import type { Stop } from '../time/stops.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { chartDays } from './chart-days.js';
import { chartParts } from './chart-parts.js';
import { statusCounts } from './use-counts.js';

/** How many of all policies have which status, on days along the time of the log. */
export function StatusChart({ stops }: { stops: readonly Stop[] }) {
  const words = useWords();
  const { basis, move } = useBasis();
  const days = chartDays(stops, basis.asOf ?? today());
  const bars = useQueries({
    queries: days.map((asOf) => summaryQuery('status', { ...basis, asOf })),
    combine: (results) =>
      results.map(({ data }, i) => ({
        day: days[i] ?? '',
        counts: data ? statusCounts(data) : [],
      })),
  });
  const labels = useLabels();
  const stacks = bars.map(({ day, counts }) => ({ day, parts: chartParts(counts, labels, words) }));
  const most = Math.max(1, ...stacks.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)));
  const legend = new Map(stacks.flatMap(({ parts }) => parts.map(({ name, tone }) => [name, tone] as const)));
  return (
    <Section title={words.statusOverTime}>
      <p className="quiet">{words.chartHelp}</p>
      <div className="chart">
        {stacks.map(({ day, parts }) => {
          const told = parts.map(({ said }) => said).join(', ');
          return (
            <button
              key={day}
              type="button"
              className="bar"
              title={told}
              aria-label={`${day}: ${told}`}
              aria-current={day === basis.asOf ? 'date' : undefined}
              onClick={() => {
                move({ asOf: day });
              }}
            >
              <span className="stack">
                {parts.map(({ name, tone, count }) => (
                  <span
                    key={name}
                    className={`part ${tone}`}
                    style={{ height: `${String((count / most) * 100)}%` }}
                  />
                ))}
              </span>
              <span className="bar-day">{day.slice(0, 7)}</span>
            </button>
          );
        })}
      </div>
      <ul className="legend">
        {[...legend].map(([name, tone]) => (
          <li key={name}>
            <span className={`swatch ${tone}`} />
            {name}
          </li>
        ))}
      </ul>
    </Section>
  );
}
