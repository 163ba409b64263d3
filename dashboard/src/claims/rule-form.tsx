import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { rule } from '../api/changes.js';
import type { Field, State, TimelineItem } from '../api/client.js';
import { Conflict } from '../record/conflict.js';
import { fieldId } from '../record/field-id.js';
import { Preview } from '../record/preview.js';
import { Refusal } from '../record/refusal.js';
import { SourcesInput } from '../record/sources-input.js';
import { errorsByPointer, useChange } from '../record/use-change.js';
import { usePreview } from '../record/use-preview.js';
import { useWords } from '../words/language.js';
import { ClaimChoice } from './claim-choice.js';
import { ContestChanged } from './contest-changed.js';
import { emptyRuling, membersOf, rulingBody } from './ruling.js';

interface RuleFormProps {
  policy: State;
  field: Field;
  path: string;
  timeline: readonly TimelineItem[];
  done: () => void;
}

/** Decides between claims: which is right or wrong, the reason, and a preview of the state. */
export function RuleForm({ policy, field, path, timeline, done }: RuleFormProps) {
  const words = useWords();
  const [draft, setDraft] = useState(emptyRuling);
  const [accepted, setAccepted] = useState<readonly string[] | null>(null);
  const { policyId } = policy;
  const [prefer = ''] = draft.chosen;
  const body = rulingBody(draft, accepted ?? membersOf(prefer, timeline));
  const preview = usePreview(body && { ruledPolicyId: policyId, ruling: body }, policy.basis.asOf ?? '');
  const { submit, pending, problem, error } = useChange(
    body,
    (guards) => (body ? rule(policyId, body, guards) : Promise.reject(new Error(words.claims.more))),
    done,
  );
  const refused = problem ?? preview.problem;
  const members = refused?.slug === 'contest-changed' ? (refused.document.members ?? []) : null;
  // A refusal stays until the next answer: members that were confirmed since are no longer shown.
  const changed = members !== null && members.join() !== accepted?.join() ? members : null;
  const conflict = problem?.slug === 'version-mismatch' || problem?.slug === 'version-conflict';
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit(policy.version);
      }}
    >
      <ClaimChoice
        field={field}
        name={path.split('/')[0] ?? path}
        draft={draft}
        change={(chosen) => {
          setAccepted(null);
          setDraft(chosen);
        }}
      />
      <Textarea
        id={fieldId('/reason')}
        label={words.claims.reason}
        description={words.claims.reasonHelp}
        required
        autosize={false}
        rows={3}
        value={draft.reason}
        onChange={({ currentTarget }) => {
          setDraft({ ...draft, reason: currentTarget.value });
        }}
      />
      <SourcesInput
        optional
        sources={draft.sources}
        change={(sources) => {
          setDraft({ ...draft, sources });
        }}
        known={timeline.flatMap(({ sources }) => sources)}
        errors={errorsByPointer(refused, words)}
      />
      {changed ? (
        <ContestChanged
          policyId={policyId}
          members={changed}
          accept={() => {
            setAccepted(changed);
          }}
        />
      ) : (
        <Preview preview={preview} />
      )}
      {conflict && (
        <Conflict policyId={policyId} problem={problem} seen={policy.basis.position} again={submit} />
      )}
      {!conflict && !members && <Refusal problem={problem} error={error} />}
      {body === null && <p className="quiet">{words.claims.more}</p>}
      <Button type="submit" loading={pending} disabled={body === null || changed !== null}>
        {words.claims.submit}
      </Button>
    </form>
  );
}
