import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { diffQuery, historyQuery, stateQuery, timelineQuery } from '../api/queries.js';
import { ButtonLink } from '../parts/button-link.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Section } from '../parts/section.js';
import { addressOf, queryOf, type Basis } from '../time/basis.js';
import { today } from '../time/days.js';
import { isUnknownPolicy, UnknownPolicy } from '../policy/unknown-policy.js';
import type { TwoBases } from '../time/two-bases.js';
import { inLanguage, useLanguage } from '../words/language.js';
import { BasesFields } from './bases-fields.js';
import { beforeLastChange, daysBefore } from './last-change.js';
import { Legs } from './legs.js';
import { MONTH, Preset, YEAR } from './preset.js';
import { SideBySide } from './side-by-side.js';
import { pinnedAddress } from './answered-diff.js';
import { TakeAway } from './take-away.js';
import { useTwoBases } from './use-two-bases.js';

/** Two bases of one policy side by side; changes of the world and of knowledge are separate. Opens on the last change. */
export function ComparePage() {
  const { policyId } = useParams({ from: '/policies/$policyId/compare' });
  const { language, words } = useLanguage();
  const { bases, move, history } = useLastChange(policyId);
  const { from, to } = bases;
  const after = useQuery(stateQuery(policyId, to));
  const timeline = useQuery(timelineQuery(policyId, to));
  if (isUnknownPolicy(after.error)) return <UnknownPolicy policyId={policyId} basis={to} />;
  const day = after.data?.basis.asOf ?? to.asOf ?? today();
  const lastPosition = Math.max(1, ...(timeline.data ?? []).map(({ position }) => position));
  const start = (basis: Basis) => () => {
    move('from', { asOf: undefined, knownAt: undefined, position: undefined, ...basis });
  };
  return (
    <Page
      title={after.data ? inLanguage(language, after.data.title, after.data.titles) : policyId}
      actions={
        <ButtonLink
          to="/policies/$policyId"
          params={{ policyId }}
          search={queryOf(addressOf(to)) as Record<string, string>}
        >
          {words.picture}
        </ButtonLink>
      }
    >
      <BasesFields from={from} to={to} day={day} move={move}>
        <Preset label={words.sinceLastChange} choose={start({})} />
        <Preset label={words.lastDays(MONTH)} choose={start({ asOf: daysBefore(day, MONTH) })} />
        <Preset label={words.lastYear} choose={start({ asOf: daysBefore(day, YEAR) })} />
        <Preset label={words.sinceLastRecord} choose={start({ asOf: day, position: lastPosition - 1 })} />
      </BasesFields>
      <Loaded query={history}>{() => <Comparison policyId={policyId} bases={bases} />}</Loaded>
    </Page>
  );
}

function Comparison({ policyId, bases }: { policyId: string; bases: TwoBases }) {
  const { language, words } = useLanguage();
  const diff = useQuery(diffQuery(policyId, bases));
  const before = useQuery(stateQuery(policyId, bases.from));
  const after = useQuery(stateQuery(policyId, bases.to));
  const title = after.data ? inLanguage(language, after.data.title, after.data.titles) : policyId;
  return (
    <>
      <Loaded query={diff}>{(found) => <Legs diff={found} />}</Loaded>
      <Section title={words.compareTitle}>
        <Loaded query={before}>
          {(first) => (
            <Loaded query={after}>{(second) => <SideBySide before={first} after={second} />}</Loaded>
          )}
        </Loaded>
      </Section>
      {diff.data && (
        <TakeAway
          title={title}
          basis={diff.data.basis}
          address={pinnedAddress(`/policies/${policyId}/compare`, diff.data.basis)}
          whole={() => Promise.resolve({ ...diff.data, titles: { [policyId]: title } })}
        />
      )}
    </>
  );
}

/** The bases of the address; default of the first: the day before the last change that the second one knows. */
function useLastChange(policyId: string) {
  const { to } = useTwoBases((second) => second).bases;
  const history = useQuery(historyQuery(policyId, to));
  const usual = (second: Basis): Basis => {
    const day = second.asOf ?? today();
    return { ...second, asOf: beforeLastChange(history.data ?? [], day) ?? daysBefore(day, YEAR) };
  };
  return { ...useTwoBases(usual), history };
}
