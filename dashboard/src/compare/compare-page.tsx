import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { diffQuery, stateQuery, timelineQuery } from '../api/queries.js';
import { ButtonLink } from '../parts/button-link.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Section } from '../parts/section.js';
import { DayField, InstantField } from '../time/time-fields.js';
import { basisOf, queryOf, type Basis } from '../time/basis.js';
import { today } from '../time/days.js';
import { inLanguage, useLanguage } from '../words/language.js';
import { Changes } from './changes.js';
import { SideBySide } from './side-by-side.js';

/** Two bases of one policy side by side; what happened apart from what we came to know. */
export function ComparePage() {
  const { policyId } = useParams({ from: '/policies/$policyId/compare' });
  const { language, words } = useLanguage();
  const { from, to, move } = useTwoBases();
  const before = useQuery(stateQuery(policyId, from));
  const after = useQuery(stateQuery(policyId, to));
  const diff = useQuery(diffQuery(policyId, from, to));
  const timeline = useQuery(timelineQuery(policyId, {}));
  const items = timeline.data ?? [];
  return (
    <Page
      title={after.data ? inLanguage(language, after.data.title, after.data.titles) : policyId}
      actions={
        <ButtonLink to="/policies/$policyId" params={{ policyId }} search={queryOf(to)}>
          {words.picture}
        </ButtonLink>
      }
    >
      <div className="two">
        <Section title={words.from}>
          <DayField
            day={from.asOf ?? before.data?.basis.asOf ?? today()}
            chosen={from.asOf !== undefined}
            move={(change) => {
              move('from', change);
            }}
          />
          <InstantField
            instant={from.knownAt}
            move={(change) => {
              move('from', change);
            }}
          />
        </Section>
        <Section title={words.to}>
          <DayField
            day={to.asOf ?? after.data?.basis.asOf ?? today()}
            chosen={to.asOf !== undefined}
            move={(change) => {
              move('to', change);
            }}
          />
          <InstantField
            instant={to.knownAt}
            move={(change) => {
              move('to', change);
            }}
          />
        </Section>
      </div>
      <Loaded query={diff}>
        {({ worldChanges, knowledgeChanges }) => (
          <>
            <Changes title={words.worldChanges} help={words.worldHelp} changes={worldChanges} items={items} />
            <Changes
              title={words.knowledgeChanges}
              help={words.knowledgeHelp}
              changes={knowledgeChanges}
              items={items}
            />
          </>
        )}
      </Loaded>
      <Section title={words.compareTitle}>
        <Loaded query={before}>
          {(first) => (
            <Loaded query={after}>{(second) => <SideBySide before={first} after={second} />}</Loaded>
          )}
        </Loaded>
      </Section>
    </Page>
  );
}

/** `fromAsOf`, `fromKnownAt`, `toAsOf`, `toKnownAt` of the address; without a second day, the one the reader came with. */
function useTwoBases() {
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  const navigate = useNavigate();
  const to = basisOf({
    asOf: search['toAsOf'] ?? search['asOf'],
    knownAt: search['toKnownAt'] ?? search['knownAt'],
  });
  const from = basisOf({ asOf: search['fromAsOf'] ?? to.asOf, knownAt: search['fromKnownAt'] ?? to.knownAt });
  const move = (side: 'from' | 'to', change: Basis) => {
    const changes = Object.fromEntries(
      Object.entries(change).map(([name, value]) => [
        `${side}${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`,
        value,
      ]),
    );
    void navigate({
      to: '.',
      search: (old: Record<string, string | undefined>) => ({ ...old, ...changes }),
      replace: true,
    });
  };
  return { from, to, move };
}
