import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCaller } from '../session/session.js';
import { useWords } from '../words/language.js';

/** Shows a form to those who may send it; the service decides again when they do. */
export function WithKey({ children }: { children: ReactNode }) {
  const words = useWords();
  const { may } = useCaller();
  return may('record') ? (
    children
  ) : (
    <Alert color="gray" role="status">
      {words.needKey}
    </Alert>
  );
}
