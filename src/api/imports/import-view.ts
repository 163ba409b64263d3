import type { Job } from '../../jobs/job.js';
import type { ImportRequest } from '../../write/import/import-job.js';

/** An import as its answers show it. */
export function importView({
  id,
  actor,
  state,
  progress,
  request,
  details,
  problem,
  createdAt,
  startedAt,
  finishedAt,
}: Job) {
  const { dryRun, file, reading } = request as ImportRequest;
  const counts = {
    ...{ read: 0, recorded: 0, recordedAnew: 0, alreadyDone: 0, rejected: 0, warned: 0, warnings: [] },
    ...details,
  };
  return {
    id,
    state,
    dryRun,
    createdBy: actor,
    ...(file !== undefined && { file }),
    ...(reading && readingView(reading)),
    progress,
    ...counts,
    ...(problem && { problem: { type: `/problems/${problem.slug}`, detail: problem.detail } }),
    createdAt,
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
  };
}

const readingView = ({ ignoreRecordedTimes, ...reading }: NonNullable<ImportRequest['reading']>) => ({
  ...reading,
  ...(ignoreRecordedTimes === true && { recordedTimes: 'ignore' as const }),
});
