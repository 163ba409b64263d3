import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ApiProblem } from '@policy-timeline/client';
import { timelineQuery } from '../api/queries.js';
import { KindName } from '../parts/kind-name.js';
import { Payload } from '../parts/payload.js';
import { PeriodText } from '../parts/period.js';
import { useWords } from '../words/language.js';

interface ConflictProps {
  policyId: string;
  problem: ApiProblem;
  /** The position up to which the writer has read. */
  seen: number;
  again: (version: number) => void;
}

/** Shows what others have recorded meanwhile, and asks whether to record on top of it. */
export function Conflict({ policyId, problem, seen, again }: ConflictProps) {
  const words = useWords();
  const { data } = useQuery({ ...timelineQuery(policyId, {}), staleTime: 0 });
  const { actualVersion } = problem.document;
  const meanwhile = data?.filter(({ position }) => position > seen) ?? [];
  return (
    <Alert color="red" role="alert" title={words.conflict}>
      <p>{words.conflictHelp}</p>
      <ul className="plain">
        {meanwhile.map(({ eventId, kind, effective, payload, recordedAt }) => (
          <li key={eventId}>
            <strong>
              <KindName kind={kind} />
            </strong>{' '}
            <PeriodText period={effective} /> <Payload payload={payload} />
            <span className="quiet">{recordedAt}</span>
          </li>
        ))}
        {data && meanwhile.length === 0 && <li>{words.conflictOther}</li>}
      </ul>
      {actualVersion !== undefined && (
        <Button
          size="xs"
          mt="xs"
          onClick={() => {
            again(actualVersion);
          }}
        >
          {words.recordAnyway}
        </Button>
      )}
    </Alert>
  );
}
