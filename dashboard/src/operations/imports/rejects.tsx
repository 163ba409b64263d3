import { useQuery } from '@tanstack/react-query';
import { api, type ImportJob } from '../../api/client.js';
import { useWords } from '../../words/language.js';

interface Reject {
  line: number;
  pointer: string;
  problem: { detail: string };
}

const SHOWN = 20;

/** The first rejected lines with their reasons, on demand; a file has all of them. */
export function Rejects({ job }: { job: ImportJob }) {
  const words = useWords();
  const rejects = useQuery({
    queryKey: ['rejects', job.id],
    queryFn: async () => {
      const file = await api.fetch(`/v1/imports/${job.id}/rejects`);
      const lines = (await file.text()).split('\n').filter((line) => line !== '');
      return lines.slice(0, SHOWN).map((line) => JSON.parse(line) as Reject);
    },
    staleTime: Infinity,
  });
  return (
    <details className="import-rejects">
      <summary>{words.firstRejects(Math.min(SHOWN, job.rejected), job.rejected)}</summary>
      <ul>
        {rejects.data?.map(({ line, pointer, problem }) => (
          <li key={line}>
            <strong>{words.rejectAt(line, pointer)}</strong>: {problem.detail}
          </li>
        ))}
      </ul>
    </details>
  );
}
