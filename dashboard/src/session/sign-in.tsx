import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { onDemand } from '../parts/on-demand.js';
import { useWords } from '../words/language.js';
import { signOut } from './key.js';
import { useCaller } from './session.js';

const SignInDialog = onDemand(async () => (await import('./sign-in-dialog.js')).SignInDialog);

/** Sign in with an API key, or out. */
export function SignIn() {
  const words = useWords();
  const { key, role, name } = useCaller();
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  if (key !== null)
    return (
      <Button
        variant="default"
        size="xs"
        title={words.signedInAs(role ?? '…')}
        onClick={() => {
          signOut();
          void client.invalidateQueries();
        }}
      >
        {words.signOut} ({name ?? role ?? '…'})
      </Button>
    );
  return (
    <>
      <Button
        size="xs"
        onClick={() => {
          setOpen(true);
        }}
      >
        {words.signIn}
      </Button>
      <SignInDialog
        wanted={open}
        opened={open}
        close={() => {
          setOpen(false);
        }}
      />
    </>
  );
}
