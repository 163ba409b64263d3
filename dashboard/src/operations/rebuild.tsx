import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { ApiProblem } from '@policy-timeline/client';
import { Moment } from '../parts/moment.js';
import { Refusal } from '../record/refusal.js';
import { useWords } from '../words/language.js';
import { isUnderWay, JobState } from './job-state.js';

/** Starts the rebuild of a projection, and shows the progress or result of the last one. */
export function Rebuild({ projection }: { projection: string }) {
  const words = useWords();
  const client = useQueryClient();
  const rebuilds = useQuery({
    queryKey: ['rebuilds'],
    queryFn: () => api.get('/v1/rebuilds'),
    // Another administrator, or the command line, may have started one.
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? 500 : 5000),
  });
  const start = useMutation({
    mutationFn: () => api.post('/v1/projections/{name}/rebuild', { path: { name: projection } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['rebuilds'] }),
  });
  const last = rebuilds.data?.items.find((each) => each.projection === projection);
  const problem = start.error instanceof ApiProblem ? start.error : null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={words.rebuildOf(projection)}
        disabled={last !== undefined && isUnderWay(last)}
        loading={start.isPending}
        onClick={() => {
          start.mutate();
        }}
      >
        {words.rebuildNow}
      </Button>
      {last && (
        <div role="status">
          <JobState {...last} /> {last.state === 'succeeded' && words.rebuiltSame(last.same ?? null)}{' '}
          <span className="quiet">
            <Moment instant={last.createdAt} />
          </span>
        </div>
      )}
      <Refusal error={start.error} problem={problem} />
    </>
  );
}
