import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lastEventsQuery, MANY, policiesQuery, summaryQuery } from '../api/queries.js';
import { ButtonLink } from '../parts/button-link.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Section } from '../parts/section.js';
import { useCaller } from '../session/session.js';
import { CopyAs } from '../share/copy-as.js';
import { CopyLink } from '../share/copy-link.js';
import { ExportButton } from '../share/export-button.js';
import { stopsOfLog } from '../time/stops.js';
import { TimeBar } from '../time/time-bar.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { Filters } from './filters.js';
import { askedOfService, fileOf, fitting } from './filtering.js';
import { PoliciesTable } from './policies-table.js';
import { StatusChart } from './status-chart.js';
import { useCounts } from './use-counts.js';
import { useFilters } from './use-filters.js';

const TYPING_MS = 250;

/** All policies as of the chosen basis. */
export function OverviewPage() {
  const words = useWords();
  const { basis, carried } = useBasis();
  const { may } = useCaller();
  const { filters } = useFilters();
  const [settled] = useDebouncedValue(filters, TYPING_MS);
  const asked = askedOfService(settled);
  const policies = useQuery(policiesQuery(basis, asked));
  const counts = useCounts();
  const head = useQuery({ ...summaryQuery('area', {}), select: ({ basis: { position } }) => position });
  const events = useQuery({ ...lastEventsQuery(head.data ?? 0), enabled: head.data !== undefined });
  const stops = stopsOfLog(events.data?.items ?? []);
  const fits = fitting(policies.data?.items ?? [], settled);
  const file = fileOf(carried, settled, fits);
  return (
    <Page
      title={words.policies}
      basis={basis}
      actions={
        <>
          {may('record') && (
            <ButtonLink to="/register" search={carried}>
              {words.register}
            </ButtonLink>
          )}
          <ButtonLink to="/compare" search={carried}>
            {words.whatChangedWeek}
          </ButtonLink>
          <CopyLink answered={policies.data?.basis} />
          <CopyAs path="/v1/policies" query={{ ...carried, ...asked }} file={file} />
          <ExportButton file={file} />
        </>
      }
    >
      <TimeBar stops={stops} shownDay={policies.data?.basis.asOf ?? undefined} />
      <div className="columns">
        <Filters counts={counts} />
        <div className="column">
          <Loaded query={policies}>
            {({ next }) => (
              <Section title={words.countOf(fits.length, counts.all ?? fits.length)}>
                {next !== undefined && <p role="note">{words.moreThanShown(MANY)}</p>}
                <PoliciesTable items={fits} />
              </Section>
            )}
          </Loaded>
          <StatusChart stops={stops} />
        </div>
      </div>
    </Page>
  );
}
