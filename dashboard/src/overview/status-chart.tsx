import { useQueries } from '@tanstack/react-query';
import { summaryQuery } from '../api/queries.js';
import { toneOf } from '../parts/tones.js';
import { Section } from '../parts/section.js';
import { today } from '../time/days.js';
import type { Stop } from '../time/stops.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { chartDays } from './chart-days.js';
import { IN_DOUBT, NOT_SAID } from './filtering.js';
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
  const statuses = [...new Set(bars.flatMap(({ counts }) => counts.map(([status]) => status)))].sort();
  const most = Math.max(1, ...bars.map(({ counts }) => counts.reduce((sum, [, count]) => sum + count, 0)));
  const unsaid: Readonly<Record<string, string>> = { [NOT_SAID]: words.notSaid, [IN_DOUBT]: words.doubtful };
  const named = (status: string) => unsaid[status] ?? status;
  const tone = (status: string) =>
    status in unsaid
      ? `tone-none ${status === IN_DOUBT ? 'in-doubt' : ''}`
      : `tone-${String(toneOf(status))}`;
  return (
    <Section title={words.statusOverTime}>
      <p className="quiet">{words.chartHelp}</p>
      <div className="chart">
        {bars.map(({ day, counts }) => {
          const told = counts.map(([status, count]) => `${named(status)} ${String(count)}`).join(', ');
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
                {counts.map(([status, count]) => (
                  <span
                    key={status}
                    className={`part ${tone(status)}`}
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
        {statuses.map((status) => (
          <li key={status}>
            <span className={`swatch ${tone(status)}`} />
            {named(status)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
