import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { policiesQuery } from '../api/overview-queries.js';
import { ButtonLink } from '../parts/button-link.js';
import { Page } from '../parts/page.js';
import { useCaller } from '../session/session.js';
import { CopyAs } from '../share/copy-as.js';
import { CopyLink } from '../share/copy-link.js';
import { ExportButton } from '../share/export-button.js';
import { today } from '../time/days.js';
import { TimeBar } from '../time/time-bar.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { Filters } from './filters.js';
import { askedOfService, fileOf, type Filtering } from './filtering.js';
import { PolicyPages } from './policy-pages.js';
import { StatusChart } from './status-chart.js';
import { useAxes } from './use-axes.js';
import { useCounts } from './use-counts.js';
import { useFilters } from './use-filters.js';
import { usePages } from './use-pages.js';

const TYPING_MS = 250;

/** The filters, without text that is still being typed. */
function useSettled(filters: Filtering): Filtering {
  const [typed] = useDebouncedValue(filters.q, TYPING_MS);
  return { ...filters, q: filters.q === '' ? '' : typed };
}

/** The policies at the chosen basis: one page of them, and counts of all. */
export function OverviewPage() {
  const words = useWords();
  const { basis, carried } = useBasis();
  const { may } = useCaller();
  const { filters, sort } = useFilters();
  const settled = useSettled(filters);
  const asked = askedOfService(settled);
  const pages = usePages(JSON.stringify([basis, asked, sort]));
  const policies = useQuery(policiesQuery(basis, asked, sort, pages.cursor));
  const counts = useCounts(settled);
  const shown = policies.data;
  const day = basis.asOf ?? shown?.basis.asOf ?? today();
  const axes = useAxes(basis, asked, day, basis.knownAt ?? shown?.basis.knownAt ?? undefined);
  const { first, last } = axes.days;
  const isWhole = shown?.next === undefined && pages.before === 0 && !policies.isPlaceholderData;
  const file = fileOf(carried, settled, isWhole ? (shown?.items ?? null) : null);
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
      <TimeBar {...axes} day={day} />
      <div className="columns">
        <Filters counts={counts} />
        <div className="column">
          <PolicyPages policies={policies} pages={pages} filters={settled} sort={sort} />
          {first !== undefined && last !== undefined && (
            <StatusChart first={first} last={last} filters={settled} />
          )}
        </div>
      </div>
    </Page>
  );
}
