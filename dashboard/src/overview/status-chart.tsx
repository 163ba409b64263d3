import { useQueries } from '@tanstack/react-query';
import { policiesQuery } from '../api/queries.js';
import { toneOf } from '../parts/tones.js';
import { Section } from '../parts/section.js';
import { today } from '../time/days.js';
import type { Stop } from '../time/stops.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { chartDays } from './chart-days.js';
import { counts, fitting, NOT_SAID, type Filtering } from './filtering.js';

/** How many of the policies that fit the filters have which status, on days along the time of the log. */
export function StatusChart({ stops, filters }: { stops: readonly Stop[]; filters: Filtering }) {
  const words = useWords();
  const { basis, move } = useBasis();
  const days = chartDays(stops, basis.asOf ?? today());
  const bars = useQueries({
    queries: days.map((asOf) => policiesQuery({ ...basis, asOf })),
    combine: (results) =>
      results.map(({ data }, i) => ({
        day: days[i] ?? '',
        counts: data ? counts(fitting(data.items, filters), 'status') : [],
      })),
  });
  const statuses = [...new Set(bars.flatMap(({ counts }) => counts.map(([status]) => status)))].sort();
  const most = Math.max(1, ...bars.map(({ counts }) => counts.reduce((sum, [, count]) => sum + count, 0)));
  const named = (status: string) => (status === NOT_SAID ? words.notSaid : status);
  const tone = (status: string) => (status === NOT_SAID ? 'tone-none' : `tone-${String(toneOf(status))}`);
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
