import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCaller } from '../session/session.js';
import { SignIn } from '../session/sign-in.js';
import { useWords } from '../words/language.js';

/** Shows a form to users with the permission, and others how to get it; the service checks again when it is sent. */
export function WithKey({ children }: { children: ReactNode }) {
  const words = useWords();
  const { may } = useCaller();
  return may('record') ? (
    children
  ) : (
    <Alert color="gray" role="status" title={words.needKey}>
      <p>{words.whereKeys}</p>
      <SignIn />
    </Alert>
  );
}
