import { useIntersection } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { summaryDaysQuery } from '../api/overview-queries.js';
import { useLabels } from '../labels/use-labels.js';
import { Section } from '../parts/section.js';
import { useBasis } from '../time/use-basis.js';
import { longDate, shortMonth } from '../edtf/long-date.js';
import { useLanguage } from '../words/language.js';
import { chartDays } from './chart-days.js';
import { chartParts } from './chart-parts.js';
import { askedOfService, type Filtering } from './filtering.js';
import { statusCounts } from './use-counts.js';

/** How far below the window the chart is loaded, so that it is there when it comes into sight. */
const NEAR = '0px 0px 200px';

interface StatusChartProps {
  /** The first begin and the last end of all developments. */
  first: string;
  last: string;
  filters: Filtering;
}

/** How many of the matching policies have which status, on days over the whole time of the log. */
export function StatusChart({ first, last, filters }: StatusChartProps) {
  const { language, words } = useLanguage();
  const { basis, move } = useBasis();
  const days = chartDays(first, last);
  // Below a page of rows it is out of sight, and over all policies it costs the service more than the rest of the overview.
  const { ref, entry } = useIntersection({ rootMargin: NEAR });
  const asked = summaryDaysQuery('status', basis, days, askedOfService(filters, 'status'));
  const counted = useQuery({ ...asked, enabled: entry?.isIntersecting === true }).data;
  // A chosen status uses its own counts of each day, so choosing one needs no request.
  const chosen = filters.facets.status;
  const bars = (counted?.days ?? []).map(({ asOf, ...counts }) => ({
    day: asOf,
    counts: statusCounts(counts).filter(([status]) => chosen === undefined || status === chosen),
  }));
  const labels = useLabels();
  const stacks = bars.map(({ day, counts }) => ({ day, parts: chartParts(counts, labels, words) }));
  const most = Math.max(1, ...stacks.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)));
  const legend = new Map(stacks.flatMap(({ parts }) => parts.map(({ name, tone }) => [name, tone] as const)));
  return (
    <Section title={words.statusOverTime} className={counted ? '' : 'chart-unseen'}>
      <p className="quiet">{words.chartHelp}</p>
      <div className="chart" ref={ref}>
        {stacks.map(({ day, parts }) => {
          const told = parts.map(({ said }) => said).join(', ');
          return (
            <button
              key={day}
              type="button"
              className="bar"
              title={`${longDate(day, language)}: ${told}`}
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
              <span className="bar-day">{shortMonth(day, language)}</span>
              <span className="visually-hidden">: {told}</span>
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
