import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { record } from '../api/changes.js';
import type { Kind, State, TimelineItem } from '../api/client.js';
import { kindsQuery, stateQuery, timelineQuery } from '../api/queries.js';
import { readDate } from '../edtf/read-date.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { isUnknownPolicy, UnknownPolicy } from '../policy/unknown-policy.js';
import { inLanguage, useLanguage } from '../words/language.js';
import { BackToPolicy } from './back-to-policy.js';
import { Closing } from './closing.js';
import { DevelopmentForm } from './development-form.js';
import { bodyOf, withKind, type Draft } from './draft.js';
import { DuplicateWarning } from './duplicate-warning.js';
import { fieldName } from './field-names.js';
import { KindChoice } from './kind-choice.js';
import { likelyDuplicates } from './likely-duplicates.js';
import { missingFrom } from './missing.js';
import { Preview } from './preview.js';
import { SameDayQuestion } from './same-day-question.js';
import { useSameDay } from './use-same-day.js';
import { showingDay } from './showing-day.js';
import { errorsByPointer } from './use-change.js';
import { useLeaveGuard } from './use-leave-guard.js';
import { usePolicyChange } from './use-policy-change.js';
import { usePreview } from './use-preview.js';
import { WithKey } from './with-key.js';

/** Records a development: choose its kind, fill in the form that the service describes, preview the change. */
export function RecordPage() {
  const { policyId } = useParams({ from: '/policies/$policyId/record' });
  const { language, words } = useLanguage();
  const policy = useQuery(stateQuery(policyId, {}));
  const kinds = useQuery(kindsQuery);
  const timeline = useQuery(timelineQuery(policyId, {}));
  if (isUnknownPolicy(policy.error)) return <UnknownPolicy policyId={policyId} basis={{}} />;
  const title = policy.data ? inLanguage(language, policy.data.title, policy.data.titles) : policyId;
  return (
    <Page title={words.recordTitle(title)} actions={<BackToPolicy policyId={policyId} />}>
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

interface RecordFormProps {
  policy: State;
  kinds: readonly Kind[];
  timeline: readonly TimelineItem[];
}

function RecordForm({ policy, kinds, timeline }: RecordFormProps) {
  const { language, words } = useLanguage();
  const [name, setName] = useState('');
  const kind = kinds.find((each) => each.kind === name);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [touched, setTouched] = useState(false);
  const country = policy.jurisdictions[0];
  const body = kind && draft ? bodyOf(draft, kind, country) : null;
  const { policyId } = policy;
  const { question, release } = useLeaveGuard(touched);
  const { closing, submit, problem } = usePolicyChange(
    policy,
    body,
    (guards) => (body ? record(policyId, body, guards) : Promise.reject(new Error(words.previewMore))),
    release,
  );
  const days = draft ? (readDate(draft.effective, country)?.range ?? null) : null;
  const missing = kind && draft ? missingFrom(draft, kind, country) : [];
  const ready = body !== null && missing.length === 0;
  const preview = usePreview(ready ? { policyId, development: body } : null, showingDay([days ?? undefined]));
  const sameDay = useSameDay(ready ? preview.data?.warnings : undefined, draft, setDraft);
  const nameOf = (pointer: string) => (kind ? fieldName(pointer, kind, words, language) : pointer);
  return (
    <form
      className="halves"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {question}
      <div className="form card">
        <KindChoice
          kinds={kinds}
          timeline={timeline}
          value={name}
          change={(value) => {
            const chosen = kinds.find((each) => each.kind === value);
            setName(value);
            sameDay.forget();
            setDraft((old) => (chosen ? withKind(old, chosen) : old));
          }}
        />
        {kind && draft && (
          <>
            <DevelopmentForm
              kind={kind}
              draft={draft}
              change={(changed) => {
                setTouched(true);
                setDraft(changed);
              }}
              country={country}
              knownSources={timeline.flatMap(({ sources }) => sources)}
              errors={errorsByPointer(problem ?? preview.problem, words)}
            />
            <DuplicateWarning items={body ? likelyDuplicates({ ...body, days }, timeline) : []} />
            <SameDayQuestion {...sameDay} timeline={timeline} />
            <Closing
              {...closing}
              label={words.submitRecord}
              disabled={!ready || sameDay.answer === 'corrects'}
              missing={missing}
              nameOf={nameOf}
            />
          </>
        )}
      </div>
      <div className="column">{kind && draft && <Preview preview={preview} />}</div>
    </form>
  );
}
