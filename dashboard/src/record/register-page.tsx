import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { register } from '../api/changes.js';
import { summaryQuery } from '../api/overview-queries.js';
import { Page } from '../parts/page.js';
import { useWords } from '../words/language.js';
import { fieldId } from './field-id.js';
import { EMPTY_POLICY, policyFieldName, registrationOf } from './policy-draft.js';
import { PolicyFields } from './policy-fields.js';
import { proposedId } from './proposed-id.js';
import { Refusal } from './refusal.js';
import { errorsByPointer, useChange } from './use-change.js';
import { useLeaveGuard } from './use-leave-guard.js';
import { WithKey } from './with-key.js';

/** Registers a policy. */
export function RegisterPage() {
  const words = useWords();
  return (
    <Page title={words.registerTitle}>
      <WithKey>
        <RegisterForm />
      </WithKey>
    </Page>
  );
}

function RegisterForm() {
  const words = useWords();
  const navigate = useNavigate();
  const areas = useQuery(summaryQuery('area', {}, {}));
  const jurisdictions = useQuery(summaryQuery('jurisdiction', {}, {}));
  const [typedId, setId] = useState<string | null>(null);
  const [draft, setDraft] = useState(EMPTY_POLICY);
  const id = typedId ?? proposedId(draft.title, draft.jurisdiction);
  const body = registrationOf(id, draft);
  const { question, release } = useLeaveGuard(draft !== EMPTY_POLICY);
  const { submit, pending, problem, error } = useChange(
    body,
    (guards) => register(body, guards),
    () => {
      release();
      void navigate({ to: '/policies/$policyId', params: { policyId: id.trim() } });
    },
  );
  const errors = errorsByPointer(problem, words);
  return (
    <form
      className="form card"
      onSubmit={(event) => {
        event.preventDefault();
        submit(0);
      }}
    >
      {question}
      <PolicyFields
        draft={draft}
        change={setDraft}
        errors={errors}
        areas={namesOf(areas.data?.items)}
        jurisdictions={namesOf(jurisdictions.data?.items)}
      />
      <TextInput
        id={fieldId('/id')}
        label={words.id}
        description={words.idHelp}
        required
        value={id}
        error={errors['/id']}
        onChange={({ currentTarget: { value } }) => {
          setId(value);
        }}
      />
      <Refusal problem={problem} error={error} nameOf={(pointer) => policyFieldName(pointer, words)} />
      <Button type="submit" loading={pending}>
        {words.register}
      </Button>
    </form>
  );
}

const namesOf = (items: readonly { value: unknown }[] = []): string[] =>
  items.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
