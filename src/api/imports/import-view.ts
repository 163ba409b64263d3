import type { Job } from '../../jobs/job.js';

/** An import as its answers show it. */
export function importView({
  id,
  state,
  progress,
  request,
  details,
  problem,
  createdAt,
  startedAt,
  finishedAt,
}: Job) {
  const { dryRun } = request as { dryRun: boolean };
  const counts = { read: 0, recorded: 0, recordedAnew: 0, alreadyDone: 0, rejected: 0, ...details };
  return {
    id,
    state,
    dryRun,
    progress,
    ...counts,
    ...(problem && { problem: { type: `/problems/${problem.slug}`, detail: problem.detail } }),
    createdAt,
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
  };
}
