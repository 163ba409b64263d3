import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from '@policy-timeline/client';
import { useWords } from '../words/language.js';
import { faultText } from './fault.js';

/** The result of a query, its loading state, or its error. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  const words = useWords();
  const client = useQueryClient();
  // What failed for one reason fails together: all of it is asked for again.
  const retry = () =>
    void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  if (query.error) return <Failure error={query.error} retry={retry} />;
  if (query.data === undefined)
    return (
      <p className="quiet" role="status">
        {words.loading}
      </p>
    );
  return (
    <div className={query.isPlaceholderData ? 'stale' : undefined} aria-busy={query.isPlaceholderData}>
      {children(query.data)}
    </div>
  );
}

function Failure({ error, retry }: { error: Error; retry: () => void }) {
  const words = useWords();
  if (error instanceof ApiProblem && error.slug === 'policy-not-known')
    return <Alert color="gray" role="status" title={words.notKnownYet} />;
  return (
    <Alert color="red" role="alert" title={words.failed}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{faultText(error, words)}</Text>
        <Button size="xs" variant="default" onClick={retry}>
          {words.retry}
        </Button>
      </Stack>
    </Alert>
  );
}
