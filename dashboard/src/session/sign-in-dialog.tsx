import { Alert, Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { ApiProblem } from '@policy-timeline/client';
import { callerQuery } from '../api/queries.js';
import { useWords } from '../words/language.js';
import { signInWith } from './key.js';
import { OrganisationButton } from './organisation-button.js';

/** Takes an API key; a key that the service does not accept is not stored. */
export function SignInDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const words = useWords();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={words.signIn}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <OrganisationButton />
      <KeyForm done={close} />
    </Modal>
  );
}

function KeyForm({ done }: { done: () => void }) {
  const words = useWords();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const submit = async () => {
    const key = text.trim();
    try {
      await client.query(callerQuery(key));
    } catch (error) {
      const known = error instanceof ApiProblem && error.status !== 401;
      setMistake(known ? error.message : words.wrongKey);
      return;
    }
    done();
    signInWith(key);
    await client.invalidateQueries();
  };
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack>
        {mistake !== null && (
          <Alert color="red" role="alert">
            {mistake}
          </Alert>
        )}
        <PasswordInput
          label={words.apiKey}
          description={words.apiKeyHelp}
          value={text}
          onChange={({ currentTarget: { value } }) => {
            setText(value);
          }}
          autoComplete="off"
          required
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={done}>
            {words.cancel}
          </Button>
          <Button type="submit" disabled={text.trim() === ''}>
            {words.signIn}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
