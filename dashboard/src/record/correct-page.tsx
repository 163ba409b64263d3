import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { correct } from '../api/changes.js';
import type { Development, Kind, State } from '../api/client.js';
import { developmentQuery, kindsQuery, stateQuery } from '../api/queries.js';
import { readDate } from '../edtf/read-date.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';
import { Closing } from './closing.js';
import { DevelopmentForm } from './development-form.js';
import { bodyOf, draftOf, isComplete } from './draft.js';
import { OldAgainstNew } from './old-against-new.js';
import { Preview } from './preview.js';
import { showingDay } from './showing-day.js';
import { errorsByPointer } from './use-change.js';
import { usePolicyChange } from './use-policy-change.js';
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
  const [draft, setDraft] = useState(() => draftOf(item, kind));
  const country = policy.jurisdictions[0];
  const body = bodyOf(draft, kind, country);
  const old = bodyOf(draftOf(item, kind), kind, country);
  const { closing, submit, problem } = usePolicyChange(policy, body, (guards) =>
    correct(item.eventId, body, guards),
  );
  const unchanged = JSON.stringify(old) === JSON.stringify(body);
  const ready = !unchanged && isComplete(draft, kind);
  return (
    <form
      className="halves"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
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
        <Closing {...closing} label={words.submitCorrection} disabled={!ready} />
      </div>
      <div className="column">
        <Section title={words.oldAgainstNew}>
          {unchanged ? <p className="quiet">{words.unchanged}</p> : <OldAgainstNew old={old} young={body} />}
        </Section>
        {!unchanged && (
          <Preview
            tried={ready ? { eventId: item.eventId, correction: body } : null}
            day={showingDay([item.effective, readDate(draft.effective, country)?.range])}
          />
        )}
      </div>
    </form>
  );
}
