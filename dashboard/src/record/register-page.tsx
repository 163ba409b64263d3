import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { register } from '../api/changes.js';
import { Page } from '../parts/page.js';
import { useWords } from '../words/language.js';
import { EMPTY_POLICY, registrationOf } from './policy-draft.js';
import { PolicyFields } from './policy-fields.js';
import { Refusal } from './refusal.js';
import { errorsByPointer, useChange } from './use-change.js';
import { WithKey } from './with-key.js';

/** Register a policy: what is followed through time. */
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
  const [id, setId] = useState('');
  const [draft, setDraft] = useState(EMPTY_POLICY);
  const body = registrationOf(id, draft);
  const { submit, pending, problem, error } = useChange(
    body,
    (guards) => register(body, guards),
    () => void navigate({ to: '/policies/$policyId', params: { policyId: id.trim() } }),
  );
  const errors = errorsByPointer(problem);
  return (
    <form
      className="form card"
      onSubmit={(event) => {
        event.preventDefault();
        submit(0);
      }}
    >
      <TextInput
        label={words.id}
        description={words.idHelp}
        required
        value={id}
        error={errors['/id']}
        onChange={({ currentTarget: { value } }) => {
          setId(value);
        }}
      />
      <PolicyFields draft={draft} change={setDraft} errors={errors} />
      <Refusal problem={problem} error={error} />
      <Button type="submit" loading={pending}>
        {words.register}
      </Button>
    </form>
  );
}
