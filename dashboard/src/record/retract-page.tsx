import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { retract } from '../api/changes.js';
import type { Development, State } from '../api/client.js';
import { developmentQuery, stateQuery } from '../api/queries.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { PeriodText } from '../parts/period.js';
import { SourceList } from '../parts/source-list.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { Conflict } from './conflict.js';
import { Refusal } from './refusal.js';
import { useChange } from './use-change.js';
import { WithKey } from './with-key.js';

/** Withdraw a development for good, with a reason. */
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
  const { carried } = useBasis();
  const navigate = useNavigate();
  const [seen] = useState({ version: policy.version, position: policy.basis.position });
  const [reason, setReason] = useState('');
  const body = { reason: reason.trim() };
  const { policyId } = policy;
  const { submit, pending, problem, error } = useChange(
    body,
    (guards) => retract(item.eventId, body, guards),
    ({ position }) =>
      void navigate({
        to: '/policies/$policyId',
        params: { policyId },
        search: { ...carried, recorded: String(position) },
      }),
  );
  const text = item.payload['text'];
  return (
    <form
      className="form card"
      onSubmit={(event) => {
        event.preventDefault();
        submit(seen.version);
      }}
    >
      <p>
        <strong>{item.kind}</strong> <PeriodText period={item.effective} />
      </p>
      <p>{typeof text === 'string' ? text : <code>{JSON.stringify(item.payload)}</code>}</p>
      <SourceList sources={item.sources} />
      <p className="quiet">{words.retractHelp}</p>
      <Textarea
        label={words.reason}
        required
        rows={3}
        value={reason}
        onChange={({ currentTarget }) => {
          setReason(currentTarget.value);
        }}
      />
      {problem?.slug === 'version-mismatch' ? (
        <Conflict policyId={policyId} problem={problem} seen={seen.position} again={submit} />
      ) : (
        <Refusal problem={problem} error={error} />
      )}
      <Button type="submit" color="red" loading={pending} disabled={reason.trim() === ''}>
        {words.submitRetraction}
      </Button>
    </form>
  );
}
