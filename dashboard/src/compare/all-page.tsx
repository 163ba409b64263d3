import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { diffsQuery, wholeDiff } from '../api/queries.js';
import type { components } from '@policy-timeline/client';
import { ButtonLink } from '../parts/button-link.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { CopyAs } from '../share/copy-as.js';
import { addressOf, queryOf, type Basis } from '../time/basis.js';
import { today } from '../time/days.js';
import { diffQueryOf } from '../time/two-bases.js';
import { inLanguage, useLanguage } from '../words/language.js';
import type { Language } from '../words/translation.js';
import { BasesFields } from './bases-fields.js';
import { daysBefore } from './last-change.js';
import { pinnedAddress } from './answered-diff.js';
import { Legs } from './legs.js';
import { MONTH, Preset, WEEK, YEAR } from './preset.js';
import { TakeAway } from './take-away.js';
import { useTwoBases } from './use-two-bases.js';

type DiffList = components['schemas']['DiffList'];

const FILTERS = ['status', 'area', 'jurisdiction'] as const;

/** Changes of all policies between two bases, page by page; by default of the last seven days. */
export function CompareAllPage() {
  const { language, words } = useLanguage();
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  const { bases, move } = useTwoBases((to) => daysAgo(to, WEEK));
  const { from, to } = bases;
  const filters = queryOf(Object.fromEntries(FILTERS.map((name) => [name, search[name]])));
  const cursor = search['cursor'];
  const asked = { ...(filters as Record<string, string>), ...(cursor !== undefined && { cursor }) };
  const diffs = useQuery(diffsQuery(bases, asked));
  const sides = queryOf({ ...addressOf(from, 'from'), ...addressOf(to, '') }) as Record<string, string>;
  const query = Object.fromEntries(
    Object.entries({ ...diffQueryOf(bases), ...filters }).map(([name, value]) => [name, String(value)]),
  );
  const preset = (days: number) => (
    <Preset
      label={days === YEAR ? words.lastYear : words.lastDays(days)}
      choose={() => {
        move('from', { position: undefined, ...daysAgo(to, days) });
      }}
    />
  );
  return (
    <Page
      title={words.changesOfAll}
      actions={
        <>
          <ButtonLink to="/" search={{ ...(queryOf(addressOf(to)) as Record<string, string>), ...filters }}>
            {words.overview}
          </ButtonLink>
          <CopyAs path="/v1/diff" query={query} file={null} />
        </>
      }
    >
      <BasesFields from={from} to={to} day={to.asOf ?? today()} move={move}>
        {preset(WEEK)}
        {preset(MONTH)}
        {preset(YEAR)}
        {Object.entries(filters).map(([name, value]) => (
          <span key={name} className="chip tone-none">
            {name}: {String(value)}
          </span>
        ))}
      </BasesFields>
      <Loaded query={diffs}>
        {(diff) => (
          <>
            <Legs diff={diff} search={sides} titles={titlesOf(diff, language)} />
            <nav className="row" aria-label={words.changesOfAll}>
              {cursor !== undefined && <PageLink label={words.firstPage} cursor={undefined} />}
              {diff.next !== undefined && <PageLink label={words.nextPage} cursor={cursorIn(diff.next)} />}
            </nav>
            <TakeAway
              title={words.changesOfAll}
              basis={diff.basis}
              address={pinnedAddress('/compare', diff.basis, filters as Record<string, string>)}
              whole={async () => {
                const all = await wholeDiff(bases, filters as Record<string, string>);
                return { ...all, titles: titlesOf(all, language) };
              }}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The title of each policy by its id. */
const titlesOf = ({ policies }: Pick<DiffList, 'policies'>, language: Language): Record<string, string> =>
  Object.fromEntries(
    Object.entries(policies).map(([id, { title, titles }]) => [id, inLanguage(language, title, titles)]),
  );

/** The day and the knowledge of some days before: shows what happened since, and what became known. */
function daysAgo(to: Basis, days: number): Basis {
  const day = daysBefore(to.asOf ?? today(), days);
  return { asOf: day, knownAt: `${day}T23:59:59.999999Z` };
}

const cursorIn = (next: string): string | undefined =>
  new URL(next, window.location.origin).searchParams.get('cursor') ?? undefined;

const PageLink = ({ label, cursor }: { label: string; cursor: string | undefined }) => (
  <Link to="." search={(old: Record<string, string | undefined>) => ({ ...old, cursor })}>
    {label}
  </Link>
);
