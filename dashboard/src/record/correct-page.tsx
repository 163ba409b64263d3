import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { correct } from '../api/changes.js';
import type { Development, Kind, State } from '../api/client.js';
import { developmentQuery, kindsQuery, stateQuery, timelineQuery } from '../api/queries.js';
import { readDate } from '../edtf/read-date.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Section } from '../parts/section.js';
import { useLanguage, useWords } from '../words/language.js';
import { Closing } from './closing.js';
import { DevelopmentForm } from './development-form.js';
import { bodyOf, draftOf, withKind } from './draft.js';
import { fieldName } from './field-names.js';
import { KindChoice } from './kind-choice.js';
import { missingFrom } from './missing.js';
import { OldAgainstNew } from './old-against-new.js';
import { Preview } from './preview.js';
import { SameDayQuestion } from './same-day-question.js';
import { showingDay } from './showing-day.js';
import { Subject } from './subject.js';
import { errorsByPointer } from './use-change.js';
import { useLeaveGuard } from './use-leave-guard.js';
import { usePolicyChange } from './use-policy-change.js';
import { usePreview } from './use-preview.js';
import { useSameDay } from './use-same-day.js';
import { WithKey } from './with-key.js';

/** Corrects a development: the form starts with the recorded version, and shows old and new side by side. */
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
                  {({ items }) => <CorrectForm item={item} policy={state} kinds={items} />}
                </Loaded>
              )}
            </Loaded>
          )}
        </Loaded>
      </WithKey>
    </Page>
  );
}

interface CorrectFormProps {
  item: Development;
  policy: State;
  kinds: readonly Kind[];
}

function CorrectForm({ item, policy, kinds }: CorrectFormProps) {
  const { language, words } = useLanguage();
  const recorded = kindOf(item.kind, kinds);
  const [kind, setKind] = useState(recorded);
  const [draft, setDraft] = useState(() => draftOf(item, recorded));
  const country = policy.jurisdictions[0];
  const body = bodyOf(draft, kind, country);
  const old = bodyOf(draftOf(item, recorded), recorded, country);
  const unchanged = JSON.stringify(old) === JSON.stringify(body);
  const { question, release } = useLeaveGuard(!unchanged);
  const { closing, submit, problem } = usePolicyChange(
    policy,
    body,
    (guards) => correct(item.eventId, body, guards),
    release,
  );
  const missing = missingFrom(draft, kind, country);
  const ready = !unchanged && missing.length === 0;
  const timeline = useQuery(timelineQuery(policy.policyId, {})).data ?? [];
  const preview = usePreview(
    ready ? { eventId: item.eventId, correction: body } : null,
    showingDay([item.effective, readDate(draft.effective, country)?.range]),
  );
  const sameDay = useSameDay(ready ? preview.data?.warnings : undefined, draft, setDraft);
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
        <Subject item={item} policy={policy} />
        <KindChoice
          kinds={kinds}
          timeline={[]}
          value={kind.kind}
          change={(value) => {
            const chosen = kinds.find((each) => each.kind === value);
            if (!chosen) return;
            setKind(chosen);
            sameDay.forget();
            setDraft(withKind(draft, chosen));
          }}
        />
        <DevelopmentForm
          asksWhy
          kind={kind}
          draft={draft}
          change={setDraft}
          country={country}
          knownSources={item.sources}
          errors={errorsByPointer(problem ?? preview.problem, words)}
        />
        <SameDayQuestion {...sameDay} timeline={timeline} />
        <Closing
          {...closing}
          label={words.submitCorrection}
          disabled={!ready || sameDay.answer === 'corrects'}
          missing={missing}
          nameOf={(pointer) => fieldName(pointer, kind, words, language)}
        />
      </div>
      <div className="column">
        <Section title={words.oldAgainstNew}>
          {unchanged ? <p className="quiet">{words.unchanged}</p> : <OldAgainstNew old={old} young={body} />}
        </Section>
        {!unchanged && <Preview preview={preview} />}
      </div>
    </form>
  );
}

/** @throws Error for a kind that the service does not describe */
function kindOf(name: string, kinds: readonly Kind[]): Kind {
  const kind = kinds.find((each) => each.kind === name);
  if (!kind) throw new Error(`The service describes no kind ${name}`);
  return kind;
}
