import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { correct } from '../api/changes.js';
import type { Development, Kind, State } from '../api/client.js';
import { developmentQuery, kindsQuery, stateQuery } from '../api/queries.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Section } from '../parts/section.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { Conflict } from './conflict.js';
import { DevelopmentForm } from './development-form.js';
import { bodyOf, draftOf, isComplete } from './draft.js';
import { OldAgainstNew } from './old-against-new.js';
import { Refusal } from './refusal.js';
import { errorsByPointer, useChange } from './use-change.js';
import { WithKey } from './with-key.js';

/** Correct a development: the whole of it, starting from what was recorded, with the old shown beside the new. */
export function CorrectPage() {
  const { eventId } = useParams({ from: '/developments/$eventId/correct' });
  const words = useWords();
  const development = useQuery(developmentQuery(eventId));
  const policyId = development.data?.policyId ?? '';
  const policy = useQuery({ ...stateQuery(policyId, {}), enabled: policyId !== '' });
  const kinds = useQuery(kindsQuery);
  return (
    <Page title={words.correctTitle}>
      <WithKey>
        <Loaded query={development}>
          {(item) => (
            <Loaded query={policy}>
              {(state) => (
                <Loaded query={kinds}>
                  {({ items }) => {
                    const kind = items.find((each) => each.kind === item.kind);
                    return kind && <CorrectForm item={item} policy={state} kind={kind} />;
                  }}
                </Loaded>
              )}
            </Loaded>
          )}
        </Loaded>
      </WithKey>
    </Page>
  );
}

function CorrectForm({ item, policy, kind }: { item: Development; policy: State; kind: Kind }) {
  const words = useWords();
  const { carried } = useBasis();
  const navigate = useNavigate();
  const [seen] = useState({ version: policy.version, position: policy.basis.position });
  const [draft, setDraft] = useState(() => draftOf(item, kind));
  const country = policy.jurisdictions[0];
  const body = bodyOf(draft, kind, country);
  const old = bodyOf(draftOf(item, kind), kind, country);
  const { policyId } = policy;
  const { submit, pending, problem, error } = useChange(
    body,
    (guards) => correct(item.eventId, body, guards),
    ({ position }) =>
      void navigate({
        to: '/policies/$policyId',
        params: { policyId },
        search: { ...carried, recorded: String(position) },
      }),
  );
  const unchanged = JSON.stringify(old) === JSON.stringify(body);
  return (
    <form
      className="halves"
      onSubmit={(event) => {
        event.preventDefault();
        submit(seen.version);
      }}
    >
      <div className="form card">
        <DevelopmentForm
          kind={kind}
          draft={draft}
          change={setDraft}
          country={country}
          knownSources={item.sources}
          errors={errorsByPointer(problem)}
        />
        {problem?.slug === 'version-mismatch' ? (
          <Conflict policyId={policyId} problem={problem} seen={seen.position} again={submit} />
        ) : (
          <Refusal problem={problem} error={error} />
        )}
        <Button type="submit" loading={pending} disabled={unchanged || !isComplete(draft, kind)}>
          {words.submitCorrection}
        </Button>
      </div>
      <Section title={words.preview}>
        {unchanged ? <p className="quiet">{words.unchanged}</p> : <OldAgainstNew old={old} young={body} />}
      </Section>
    </form>
  );
}
