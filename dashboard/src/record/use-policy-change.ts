import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { State } from '../api/client.js';
import { useBasis } from '../time/use-basis.js';
import { useChange, type Guards, type Recorded } from './use-change.js';

/** A change of a policy; afterwards its page shows what was recorded. */
export function usePolicyChange(
  policy: State,
  content: unknown,
  send: (guards: Guards) => Promise<Recorded>,
  /** Called before the page is left. */
  release: () => void,
) {
  const { policyId } = policy;
  const { carried } = useBasis();
  const navigate = useNavigate();
  // The version that the writer saw when the form opened: a later version was not reviewed, even if it was loaded since.
  const [seen] = useState({ version: policy.version, position: policy.basis.position });
  const change = useChange(content, send, ({ position }) => {
    release();
    void navigate({
      to: '/policies/$policyId',
      params: { policyId },
      search: { ...carried, recorded: String(position) },
    });
  });
  return {
    closing: { policyId, seen: seen.position, change },
    submit: () => {
      change.submit(seen.version);
    },
    problem: change.problem,
  };
}
