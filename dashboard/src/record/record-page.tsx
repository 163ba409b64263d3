import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { record } from '../api/changes.js';
import type { Kind, State, TimelineItem } from '../api/client.js';
import { kindsQuery, stateQuery, timelineQuery } from '../api/queries.js';
import { readDate } from '../edtf/read-date.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { inLanguage, useLanguage } from '../words/language.js';
import { Closing } from './closing.js';
import { DevelopmentForm } from './development-form.js';
import { bodyOf, emptyDraft, isComplete } from './draft.js';
import { Preview } from './preview.js';
import { showingDay } from './showing-day.js';
import { errorsByPointer } from './use-change.js';
import { usePolicyChange } from './use-policy-change.js';
import { WithKey } from './with-key.js';

/** Record a development: choose its kind, fill in the form that the service describes, see what it would change. */
export function RecordPage() {
  const { policyId } = useParams({ from: '/policies/$policyId/record' });
  const { language, words } = useLanguage();
  const policy = useQuery(stateQuery(policyId, {}));
  const kinds = useQuery(kindsQuery);
  const timeline = useQuery(timelineQuery(policyId, {}));
  const title = policy.data ? inLanguage(language, policy.data.title, policy.data.titles) : policyId;
  return (
    <Page title={words.recordTitle(title)}>
      <WithKey>
        <Loaded query={policy}>
          {(state) => (
            <Loaded query={kinds}>
              {({ items }) => <RecordForm policy={state} kinds={items} timeline={timeline.data ?? []} />}
            </Loaded>
          )}
        </Loaded>
      </WithKey>
    </Page>
  );
}

function RecordForm({
  policy,
  kinds,
  timeline,
}: {
  policy: State;
  kinds: readonly Kind[];
  timeline: readonly TimelineItem[];
}) {
  const { language, words } = useLanguage();
  const [name, setName] = useState('');
  const kind = kinds.find((each) => each.kind === name);
  const [draft, setDraft] = useState<ReturnType<typeof emptyDraft> | null>(null);
  const country = policy.jurisdictions[0];
  const body = kind && draft ? bodyOf(draft, kind, country) : null;
  const { policyId } = policy;
  const { closing, submit, problem } = usePolicyChange(policy, body, (guards) =>
    body ? record(policyId, body, guards) : Promise.reject(new Error(words.previewMore)),
  );
  const choose = (value: string) => {
    const chosen = kinds.find((each) => each.kind === value);
    setName(value);
    // Dates and sources stay when another kind fits better; what belongs to the kind starts anew.
    setDraft((old) =>
      chosen ? { ...emptyDraft(chosen), ...(old && { ...old, payload: emptyDraft(chosen).payload }) } : null,
    );
  };
  const ready = kind && draft && isComplete(draft, kind);
  return (
    <form
      className="halves"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="form card">
        <NativeSelect
          label={words.chooseKind}
          required
          value={name}
          onChange={({ currentTarget }) => {
            choose(currentTarget.value);
          }}
          data={[
            { value: '', label: '' },
            ...kinds.map(({ kind, title, titles }) => ({
              value: kind,
              label: inLanguage(language, title, titles),
            })),
          ]}
        />
        {kind && draft && (
          <>
            <p className="quiet">{inLanguage(language, kind.description, kind.descriptions)}</p>
            <DevelopmentForm
              kind={kind}
              draft={draft}
              change={setDraft}
              country={country}
              knownSources={timeline.flatMap(({ sources }) => sources)}
              errors={errorsByPointer(problem)}
            />
            <Closing {...closing} label={words.submitRecord} disabled={!ready} />
          </>
        )}
      </div>
      <div className="column">
        {draft && body && (
          <Preview
            tried={ready ? { policyId, development: body } : null}
            day={showingDay([readDate(draft.effective, country)?.range])}
          />
        )}
      </div>
    </form>
  );
}
