import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { answered, api, type ImportJob } from '../api/client.js';
import { download } from '../api/download.js';
import { ApiProblem } from '../api/problem.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { Refusal } from '../record/refusal.js';
import { useWords } from '../words/language.js';
import { isUnderWay, JobState } from './job-state.js';

/** Files of developments, one a line: judged first if wanted, then recorded; what was not taken can be downloaded. */
export function Imports() {
  const words = useWords();
  const client = useQueryClient();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [dryRun, setDryRun] = useState(true);
  const jobs = useQuery({
    queryKey: ['imports'],
    queryFn: () => answered(api.GET('/v1/imports')),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? 500 : false),
  });
  const send = useMutation({
    mutationFn: (body: File) =>
      answered(
        api.POST('/v1/imports', {
          params: { query: { dryRun } },
          body: body as unknown as string,
          bodySerializer: (content) => content,
          headers: { 'content-type': 'application/x-ndjson' },
        }),
      ),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <Section title={words.imports}>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (file) send.mutate(file);
        }}
      >
        <div className="file-field">
          <label htmlFor={id}>{words.importFile}</label>
          <input
            id={id}
            className="file"
            type="file"
            accept=".ndjson,.jsonl,.gz,application/x-ndjson"
            onChange={({ currentTarget }) => {
              setFile(currentTarget.files?.[0] ?? null);
            }}
          />
        </div>
        <Checkbox
          mb="xs"
          label={words.dryRun}
          checked={dryRun}
          onChange={({ currentTarget }) => {
            setDryRun(currentTarget.checked);
          }}
        />
        <Button type="submit" disabled={!file} loading={send.isPending}>
          {dryRun ? words.tryImport : words.startImport}
        </Button>
      </form>
      <Refusal error={send.error} problem={send.error instanceof ApiProblem ? send.error : null} />
      <Loaded query={jobs}>
        {({ items }) => (
          <ul className="plain">
            {items.map((job) => (
              <ImportItem key={job.id} job={job} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}

function ImportItem({ job }: { job: ImportJob }) {
  const words = useWords();
  return (
    <li>
      <time className="quiet" dateTime={job.createdAt}>
        {job.createdAt.slice(0, 16).replace('T', ' ')}
      </time>{' '}
      {job.dryRun && `${words.tried}: `}
      <JobState {...job} /> {words.importCounts(job.recorded, job.alreadyDone, job.rejected)}{' '}
      {job.rejected > 0 && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void download(`/v1/imports/${job.id}/rejects`, `rejects-${job.id}.ndjson`)}
        >
          {words.rejects}
        </Button>
      )}
    </li>
  );
}
