import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { State } from '../api/client.js';
import { historyQuery, stateQuery, timelineQuery } from '../api/queries.js';
import { ButtonLink } from '../parts/button-link.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Section } from '../parts/section.js';
import { StatusChip } from '../parts/status-chip.js';
import { RecordedNotice } from '../record/recorded-notice.js';
import { useCaller } from '../session/session.js';
import { AnswerStatus } from '../share/answer-status.js';
import { CopyAs } from '../share/copy-as.js';
import { framePath } from '../share/commands.js';
import { CopyLink } from '../share/copy-link.js';
import { ExportButton } from '../share/export-button.js';
import { axesOfStops } from '../time/axis-model.js';
import { today } from '../time/days.js';
import { stopsOfTimeline } from '../time/stops.js';
import { TimeBar } from '../time/time-bar.js';
import { useBasis } from '../time/use-basis.js';
import { inLanguage, useLanguage } from '../words/language.js';
import { Area, Jurisdictions } from '../labels/labelled.js';
import { Answer } from './answer.js';
import { Citation } from './citation.js';
import { DevelopmentsTable } from './developments-table.js';
import { ExpectedList } from './expected-list.js';
import { Picture } from './picture.js';
import { StateTable } from './state-table.js';
import { isUnknownPolicy, UnknownPolicy } from './unknown-policy.js';

/** One policy: its whole timeline, and its state on the chosen day as known at the chosen moment. */
export function PolicyPage() {
  const { policyId } = useParams({ from: '/policies/$policyId' });
  const { language, words } = useLanguage();
  const { basis, carried } = useBasis();
  const { may } = useCaller();
  const search: Record<string, string | undefined> = useSearch({ strict: false });
  const state = useQuery(stateQuery(policyId, basis));
  const everything = useQuery(timelineQuery(policyId, {}));
  const timeline = useQuery(timelineQuery(policyId, basis));
  const history = useQuery(historyQuery(policyId, basis));
  const file = { basis: carried, filters: { policyId: [policyId] } };
  const data = state.data;
  const day = data?.basis.asOf ?? basis.asOf;
  const cursor = basis.asOf ?? day ?? today();
  if (isUnknownPolicy(state.error)) return <UnknownPolicy policyId={policyId} basis={basis} />;
  return (
    <Page
      title={data ? inLanguage(language, data.title, data.titles) : policyId}
      basis={basis}
      basisNote={<AnswerStatus policyId={policyId} basis={basis} />}
      actions={
        <>
          {may('record') && (
            <ButtonLink
              to="/policies/$policyId/record"
              params={{ policyId }}
              search={carried}
              variant="filled"
            >
              {words.record}
            </ButtonLink>
          )}
          {may('record') && (
            <ButtonLink to="/policies/$policyId/amend" params={{ policyId }} search={carried}>
              {words.amend}
            </ButtonLink>
          )}
          <ButtonLink to="/policies/$policyId/compare" params={{ policyId }} search={carried}>
            {words.compare}
          </ButtonLink>
          <CopyLink answered={data?.basis} />
          <CopyAs
            path={`/v1/policies/${policyId}`}
            query={carried}
            file={file}
            frame={data && framePath(data.permalink, language)}
          />
          <ExportButton file={file} />
        </>
      }
    >
      {search['recorded'] !== undefined && (
        <RecordedNotice
          policyId={policyId}
          position={Number(search['recorded'])}
          timeline={everything.data}
        />
      )}
      {data && <Answer policy={data} items={timeline.data ?? []} />}
      {data && <Facts policy={data} />}
      <TimeBar {...axesOfStops(stopsOfTimeline(everything.data ?? []), cursor, basis.knownAt)} day={cursor} />
      <Section title={words.picture}>
        <Loaded query={timeline}>
          {(items) => <Picture items={items} history={history.data ?? []} day={day ?? undefined} />}
        </Loaded>
      </Section>
      <Loaded query={state}>
        {(policy) => (
          <div className="halves">
            <StateTable policy={policy} />
            <div className="column">
              <ExpectedList expected={policy.expected} />
              <Citation policyId={policyId} />
            </div>
          </div>
        )}
      </Loaded>
      <Loaded query={timeline}>
        {(items) => <DevelopmentsTable policyId={policyId} items={items} day={day ?? undefined} />}
      </Loaded>
    </Page>
  );
}

function Facts({ policy }: { policy: State }) {
  const { words } = useLanguage();
  return (
    <p className="facts">
      <StatusChip
        status={policy.state['status']}
        doubtful={policy.possible.includes('status')}
        contested={policy.contested.includes('status')}
      />
      <span>{words.existences[policy.existence]}</span>
      <span>
        <Jurisdictions codes={policy.jurisdictions} />
      </span>
      <span>
        <Area area={policy.area} />
      </span>
      <code>{policy.policyId}</code>
      {policy.identifiers?.map(({ scheme, value }) => (
        <span key={`${scheme}:${value}`} className="identifier">
          {scheme} {/^https?:\/\//.test(value) ? <a href={value}>{value}</a> : value}
        </span>
      ))}
    </p>
  );
}
