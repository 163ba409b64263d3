import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, type ExportJob } from '../api/client.js';
import { download } from '../api/download.js';
import { Loaded } from '../parts/loaded.js';
import { Section } from '../parts/section.js';
import { Refusal } from '../record/refusal.js';
import { ApiProblem } from '../api/problem.js';
import { basisBody } from '../share/commands.js';
import { BasisWords } from '../time/basis-banner.js';
import { useBasis } from '../time/use-basis.js';
import { useWords } from '../words/language.js';
import { isUnderWay, JobState } from './job-state.js';

const TABLES = ['csv', 'ndjson', 'xlsx', 'parquet', 'datapackage'] as const;
/** What can be exported without further questions, and the formats that can hold it. */
const FORMATS = {
  states: TABLES,
  history: TABLES,
  facts: TABLES,
  developments: [...TABLES, 'jsonld'],
  events: TABLES,
  timelinejs: ['json', ...TABLES],
} as const;
type What = keyof typeof FORMATS;
type Format = (typeof FORMATS)[What][number];

/** Files of what the dashboard shows, made by the service as of the chosen basis. */
export function Exports() {
  const words = useWords();
  const client = useQueryClient();
  const { carried } = useBasis();
  const [what, setWhat] = useState<What>('states');
  const [chosen, setFormat] = useState<Format>('csv');
  const formats: readonly Format[] = FORMATS[what];
  const format = formats.find((each) => each === chosen) ?? formats[0] ?? 'csv';
  const jobs = useQuery({
    queryKey: ['exports'],
    queryFn: () => answered(api.GET('/v1/exports')),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? 500 : false),
  });
  const make = useMutation({
    mutationFn: () =>
      answered(api.POST('/v1/exports', { body: { what, format, basis: basisBody(carried) } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['exports'] }),
  });
  return (
    <Section title={words.exports}>
      <p className="quiet">
        <BasisWords />
      </p>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <NativeSelect
          label={words.what}
          value={what}
          data={Object.keys(FORMATS)}
          onChange={({ currentTarget }) => {
            setWhat(currentTarget.value as What);
          }}
        />
        <NativeSelect
          label={words.format}
          value={format}
          data={[...formats]}
          onChange={({ currentTarget }) => {
            setFormat(currentTarget.value as Format);
          }}
        />
        <Button type="submit" loading={make.isPending}>
          {words.makeExport}
        </Button>
      </form>
      <Refusal error={make.error} problem={make.error instanceof ApiProblem ? make.error : null} />
      <Loaded query={jobs}>
        {({ items }) => (
          <ul className="plain">
            {items.map((job) => (
              <ExportItem key={job.id} job={job} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}

function ExportItem({ job }: { job: ExportJob }) {
  const words = useWords();
  const { file } = job;
  return (
    <li>
      <time className="quiet" dateTime={job.createdAt}>
        {job.createdAt.slice(0, 16).replace('T', ' ')}
      </time>{' '}
      {job.what} {job.format} <JobState {...job} />{' '}
      {file && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void download(`/v1/exports/${job.id}/file`, file.name)}
        >
          {`${words.download}: ${file.name}`}
        </Button>
      )}
    </li>
  );
}
