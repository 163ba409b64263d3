import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { retract } from '../api/changes.js';
import type { Development, State } from '../api/client.js';
import { developmentQuery, stateQuery } from '../api/queries.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Payload } from '../parts/payload.js';
import { SourceList } from '../parts/source-list.js';
import { useWords } from '../words/language.js';
import { Closing } from './closing.js';
import { fieldId } from './field-id.js';
import { Preview } from './preview.js';
import { showingDay } from './showing-day.js';
import { Subject } from './subject.js';
import { useLeaveGuard } from './use-leave-guard.js';
import { usePolicyChange } from './use-policy-change.js';
import { usePreview } from './use-preview.js';
import { WithKey } from './with-key.js';

/** Retracts a development, with a reason. */
export function RetractPage() {
  const { eventId } = useParams({ from: '/developments/$eventId/retract' });
  const words = useWords();
  const development = useQuery(developmentQuery(eventId));
  const policyId = development.data?.policyId ?? '';
  const policy = useQuery({ ...stateQuery(policyId, {}), enabled: policyId !== '' });
  return (
    <Page title={words.retractTitle}>
      <WithKey>
        <Loaded query={development}>
          {(item) => <Loaded query={policy}>{(state) => <RetractForm item={item} policy={state} />}</Loaded>}
        </Loaded>
      </WithKey>
    </Page>
  );
}

function RetractForm({ item, policy }: { item: Development; policy: State }) {
  const words = useWords();
  const [reason, setReason] = useState('');
  const body = { reason: reason.trim() };
  const { question, release } = useLeaveGuard(body.reason !== '');
  const { closing, submit } = usePolicyChange(
    policy,
    body,
    (guards) => retract(item.eventId, body, guards),
    release,
  );
  // The state does not depend on the reason, so the preview needs none.
  const preview = usePreview(
    { eventId: item.eventId, retraction: { reason: '-' } },
    showingDay([item.effective]),
  );
  return (
    <form
      className="halves"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {question}
      <div className="form card">
        <Subject item={item} policy={policy} />
        <Payload payload={item.payload} />
        <SourceList sources={item.sources} />
        <p className="quiet">{words.retractHelp}</p>
        <Textarea
          id={fieldId('/reason')}
          label={words.reason}
          required
          rows={3}
          value={reason}
          onChange={({ currentTarget }) => {
            setReason(currentTarget.value);
          }}
        />
        <Closing
          {...closing}
          label={words.submitRetraction}
          color="red"
          disabled={body.reason === ''}
          missing={body.reason === '' ? ['/reason'] : []}
          nameOf={() => words.reason}
        />
      </div>
      <div className="column">
        <Preview preview={preview} />
      </div>
    </form>
  );
}
