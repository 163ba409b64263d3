import { Alert } from '@mantine/core';
import { Page } from '../parts/page.js';
import { useCaller } from '../session/session.js';
import { useWords } from '../words/language.js';
import { Audit } from './audit.js';
import { Exports } from './exports.js';
import { Health } from './health.js';
import { Imports } from './imports/imports.js';
import { Keys } from './keys.js';
import { LogProof } from './log-proof.js';
import { Projections } from './projections.js';

/** State of the service and its jobs, for keys that may see it. */
export function OperationsPage() {
  const words = useWords();
  const { may } = useCaller();
  return (
    <Page title={words.operations}>
      <Health />
      {may('administer') ? (
        <>
          <Projections />
          <LogProof />
        </>
      ) : (
        <Alert color="gray" role="status">
          {words.needAdmin}
        </Alert>
      )}
      {may('export') && <Exports />}
      {may('import') && <Imports />}
      {may('administer') && (
        <>
          <Keys />
          <Audit />
        </>
      )}
    </Page>
  );
}
