import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type ExportJob } from '../api/client.js';
import { download } from '../api/download.js';
import { exportChoicesQuery, exportsQuery, removeExport } from '../api/operations.js';
import { ApiProblem } from '@policy-timeline/client';
import { Refusal } from '../record/refusal.js';
import { useCaller } from '../session/session.js';
import { useLanguage } from '../words/language.js';
import { Actor } from './actor.js';
import { AskFirst } from './ask-first.js';
import { exportBasis, exportName, queryInWords, sizeInWords } from './export-words.js';
import { isUnderWay, JobState } from './job-state.js';
import { ManifestButton } from './manifest.js';
import { Moment } from '../parts/moment.js';

/** An export: its content, basis and creator; it can be downloaded, checked, repeated or removed. */
export function ExportItem({ job }: { job: ExportJob }) {
  const { language, words } = useLanguage();
  const { data: choices } = useQuery(exportChoicesQuery);
  const caller = useCaller();
  const client = useQueryClient();
  const changed = () => client.invalidateQueries({ queryKey: exportsQuery.queryKey });
  const again = useMutation({
    mutationFn: () => api.post('/v1/exports/{id}/repeat', { path: { id: job.id } }),
    onSuccess: changed,
  });
  const save = useMutation({
    mutationFn: (name: string) => download(`/v1/exports/${job.id}/file`, name),
  });
  const { file } = job;
  const name = exportName(words, job);
  const about = file?.name ?? name;
  const error = again.error ?? save.error;
  return (
    <li className="job">
      <div className="job-head">
        <strong>{name}</strong> <JobState {...job} />
      </div>
      <p>
        {[exportBasis(language, words, job, choices?.items ?? []), ...queryInWords(words, job.query)].join(
          ' · ',
        )}
      </p>
      <p className="quiet">
        <Actor actor={job.createdBy} /> · <Moment instant={job.createdAt} />
        {file && ` · ${words.fileSize(file.rows, sizeInWords(language, file.bytes))}`}
      </p>
      <div className="job-actions">
        {file && (
          <Button
            size="xs"
            variant="default"
            loading={save.isPending}
            onClick={() => {
              save.mutate(file.name);
            }}
          >
            {`${words.download}: ${file.name}`}
          </Button>
        )}
        {file && <ManifestButton job={job} about={about} />}
        <Button
          size="xs"
          variant="default"
          aria-label={`${words.repeat}: ${about}`}
          loading={again.isPending}
          onClick={() => {
            again.mutate();
          }}
        >
          {words.repeat}
        </Button>
        {(caller.may('administer') || job.createdBy === caller.actor) && (
          <AskFirst
            label={isUnderWay(job) ? words.cancelJob : words.deleteJob}
            about={about}
            question={isUnderWay(job) ? words.cancelJobQuestion : words.deleteJobQuestion}
            act={async () => {
              await removeExport(job.id);
              await changed();
            }}
          />
        )}
      </div>
      <Refusal error={error} problem={error instanceof ApiProblem ? error : null} />
    </li>
  );
}
