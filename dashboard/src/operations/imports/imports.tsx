import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, type ImportJob } from '../../api/client.js';
import { download } from '../../api/download.js';
import { Loaded } from '../../parts/loaded.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/section.js';
import { useWords } from '../../words/language.js';
import { Actor } from '../actor.js';
import { isUnderWay, JobState } from '../job-state.js';
import { ImportForm } from './import-form.js';
import { Rejects } from './rejects.js';
import { Warnings } from './warnings.js';

/** Imports: an optional dry run, then recording; rejected lines are shown with their numbers. */
export function Imports() {
  const words = useWords();
  const jobs = useQuery({
    queryKey: ['imports'],
    queryFn: () => api.get('/v1/imports'),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? 500 : false),
  });
  return (
    <Section title={words.imports}>
      <ImportForm />
      <Loaded query={jobs}>
        {({ items }) => (
          <ul className="job-list" aria-label={words.imports}>
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
    <li className="job">
      <div className="job-head">
        {job.file !== undefined && <strong className="import-name">{job.file}</strong>} <JobState {...job} />
      </div>
      <p>
        {job.dryRun && `${words.tried}: `}
        {words.importCounts(job.recorded, job.alreadyDone, job.rejected)}
      </p>
      <p className="quiet">
        <Actor actor={job.createdBy} /> · <Moment instant={job.createdAt} />
        {[job.encoding, job.sheet].map((part) => part && ` · ${part}`)}
      </p>
      {job.rejected > 0 && (
        <div className="job-actions">
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void download(`/v1/imports/${job.id}/rejects`, `rejects-${job.id}.ndjson`)}
          >
            {words.rejects}
          </Button>
        </div>
      )}
      {job.rejected > 0 && !isUnderWay(job) && <Rejects job={job} />}
      {job.warned > 0 && <Warnings job={job} />}
    </li>
  );
}
