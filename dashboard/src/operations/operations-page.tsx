import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/client.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Section } from '../parts/section.js';
import { useCaller } from '../session/session.js';
import { useWords } from '../words/language.js';
import { Exports } from './exports.js';
import { Imports } from './imports/imports.js';
import { Keys } from './keys.js';
import { Projections } from './projections.js';

/** How the service does, and its long work: for those whose key may see it. */
export function OperationsPage() {
  const words = useWords();
  const { may } = useCaller();
  const health = useQuery({
    queryKey: ['health'],
    queryFn: () => answered(api.GET('/health/ready')),
    refetchInterval: 5000,
  });
  return (
    <Page title={words.operations}>
      <Section title={words.health}>
        <Loaded query={health}>
          {({ ready }) => (
            <p>
              <span className="chip tone-good">{words.ready}</span> {ready.join(', ')}
            </p>
          )}
        </Loaded>
      </Section>
      {may('administer') ? (
        <Projections />
      ) : (
        <Alert color="gray" role="status">
          {words.needAdmin}
        </Alert>
      )}
      {may('export') && <Exports />}
      {may('import') && <Imports />}
      {may('administer') && <Keys />}
    </Page>
  );
}
