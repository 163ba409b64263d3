import { Alert } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Page } from '../parts/page.js';
import { useWords } from '../words/language.js';
import { returnFromProvider } from './organisation.js';

/** Where the provider sends back to: it takes the code out of the address, and goes on where the sign-in began. */
export function ReturnPage() {
  const words = useWords();
  const client = useQueryClient();
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  // A code counts once, and React runs effects twice while developing.
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const query = new URLSearchParams(window.location.search);
    returnFromProvider(query)
      .then(async (back) => {
        router.history.replace(back);
        await client.invalidateQueries();
      })
      .catch((error: unknown) => {
        router.history.replace(window.location.pathname);
        setFailure(error instanceof Error ? error.message : String(error));
      });
  }, [client, router]);
  return (
    <Page title={words.signIn}>
      {failure === null ? (
        <p role="status">{words.signingIn}</p>
      ) : (
        <Alert color="red" role="alert" title={words.signInFailed}>
          {failure}
        </Alert>
      )}
    </Page>
  );
}
