import { useQuery } from '@tanstack/react-query';
import { lastEventsQuery, MANY, policiesQuery } from '../api/queries.js';
import { ButtonLink } from '../parts/button-link.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Section } from '../parts/section.js';
import { useCaller } from '../session/session.js';
import { stopsOfLog } from '../time/stops.js';
import { TimeBar } from '../time/time-bar.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { CopyAs } from './copy-as.js';
import { Filters } from './filters.js';
import { fitting } from './filtering.js';
import { PoliciesTable } from './policies-table.js';
import { StatusChart } from './status-chart.js';
import { useFilters } from './use-filters.js';

/** All policies as of the chosen basis. */
export function OverviewPage() {
  const words = useWords();
  const { basis, carried } = useBasis();
  const { may } = useCaller();
  const { filters } = useFilters();
  const policies = useQuery(policiesQuery(basis));
  const head = useQuery({ ...policiesQuery({}), select: ({ basis: { position } }) => position });
  const events = useQuery({ ...lastEventsQuery(head.data ?? 0), enabled: head.data !== undefined });
  const stops = stopsOfLog(events.data?.items ?? []);
  return (
    <Page
      title={words.policies}
      actions={
        <>
          {may('record') && (
            <ButtonLink to="/register" search={carried}>
              {words.register}
            </ButtonLink>
          )}
          <CopyAs path="/v1/policies" query={{ ...carried, ...filters.given }} />
        </>
      }
    >
      <TimeBar stops={stops} shownDay={policies.data?.basis.asOf ?? undefined} />
      <Loaded query={policies}>
        {({ items, next }) => {
          const fits = fitting(items, filters);
          return (
            <div className="columns">
              <Filters items={items} />
              <div className="column">
                <Section title={words.countOf(fits.length, items.length)}>
                  {next !== undefined && <p role="note">{words.moreThanShown(MANY)}</p>}
                  <PoliciesTable items={fits} />
                </Section>
                <StatusChart stops={stops} filters={filters} />
              </div>
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}
