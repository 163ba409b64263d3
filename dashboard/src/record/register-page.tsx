import { Button, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { register, type RegistrationBody } from '../api/changes.js';
import { Page } from '../parts/page.js';
import { useWords } from '../words/language.js';
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

const EMPTY = {
  id: '',
  title: '',
  titleJa: '',
  jurisdiction: '',
  area: '',
  timeZone: 'UTC',
  description: '',
};

function bodyOf({
  id,
  title,
  titleJa,
  jurisdiction,
  area,
  timeZone,
  description,
}: typeof EMPTY): RegistrationBody {
  const codes = jurisdiction
    .split(',')
    .map((code) => code.trim())
    .filter(Boolean);
  const body = {
    id: id.trim(),
    title: title.trim(),
    jurisdiction: codes,
    area: area.trim(),
    timeZone: timeZone.trim(),
    ...(titleJa.trim() !== '' && { titles: { ja: titleJa.trim() } }),
    ...(description.trim() !== '' && { description: description.trim() }),
  };
  // The service says which codes are known.
  return body as unknown as RegistrationBody;
}

function RegisterForm() {
  const words = useWords();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(EMPTY);
  const body = bodyOf(draft);
  const { submit, pending, problem, error } = useChange(
    body,
    (guards) => register(body, guards),
    () => void navigate({ to: '/policies/$policyId', params: { policyId: draft.id.trim() } }),
  );
  const errors = errorsByPointer(problem);
  const bind = (name: keyof typeof EMPTY) => ({
    value: draft[name],
    error: errors[`/${name}`],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      setDraft({ ...draft, [name]: value });
    },
  });
  return (
    <form
      className="form card"
      onSubmit={(event) => {
        event.preventDefault();
        submit(0);
      }}
    >
      <TextInput label={words.id} description={words.idHelp} required {...bind('id')} />
      <TextInput label={words.title} required {...bind('title')} />
      <TextInput label={words.titleJa} {...bind('titleJa')} />
      <TextInput
        label={words.jurisdiction}
        description={words.jurisdictionHelp}
        required
        {...bind('jurisdiction')}
      />
      <TextInput label={words.area} description={words.areaHelp} required {...bind('area')} />
      <TextInput label={words.timeZone} {...bind('timeZone')} />
      <Textarea label={words.description} {...bind('description')} />
      <Refusal problem={problem} error={error} />
      <Button type="submit" loading={pending}>
        {words.register}
      </Button>
    </form>
  );
}
