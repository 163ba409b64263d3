import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { timelineQuery } from '../api/queries.js';
import { KindName } from '../parts/kind-name.js';
import { Payload } from '../parts/payload.js';
import { SourceList } from '../parts/source-list.js';
import { useWords } from '../words/language.js';

interface ContestChangedProps {
  policyId: string;
  /** The current members of the contest. */
  members: readonly string[];
  /** Called when the writer has seen them. */
  accept: () => void;
}

/** Shows that a ruling would judge other members than those shown before; the writer confirms before it is sent again. */
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
