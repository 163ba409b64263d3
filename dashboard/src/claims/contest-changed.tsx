import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { timelineQuery } from '../api/queries.js';
import { KindName } from '../parts/kind-name.js';
import { Payload } from '../parts/payload.js';
import { SourceList } from '../parts/source-list.js';
import { useWords } from '../words/language.js';

interface ContestChangedProps {
  policyId: string;
  /** Those that contradict each other by now. */
  members: readonly string[];
  /** The writer has seen them. */
  accept: () => void;
}

/** A ruling would judge others than those that were shown: who they are by now, before it is sent again. */
export function ContestChanged({ policyId, members, accept }: ContestChangedProps) {
  const words = useWords();
  const { data = [] } = useQuery({ ...timelineQuery(policyId, {}), staleTime: 0 });
  return (
    <Alert color="red" role="alert" title={words.claims.changed}>
      <p>{words.claims.changedHelp}</p>
      <ul className="plain">
        {data
          .filter(({ eventId }) => members.includes(eventId))
          .map(({ eventId, kind, payload, sources }) => (
            <li key={eventId}>
              <strong>
                <KindName kind={kind} />
              </strong>{' '}
              <Payload payload={payload} />
              <SourceList sources={sources} />
            </li>
          ))}
      </ul>
      <Button size="xs" mt="xs" onClick={accept}>
        {words.claims.seen}
      </Button>
    </Alert>
  );
}
