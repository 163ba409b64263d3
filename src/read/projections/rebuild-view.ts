import type { Job } from '../../jobs/job.js';

export interface RebuildRequest {
  projection: string;
}

/** A rebuild as shown in answers; progress counts events. */
export interface RebuildView {
  id: string;
  state: Job['state'];
  progress: Job['progress'];
  projection: string;
  /** For facts: whether the old tables said the same; null if they had not reached the compared position. */
  same?: boolean | null;
  problem?: { type: string; detail: string };
  createdBy: string;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
}

export function rebuildView(job: Job): RebuildView {
  const { id, state, progress, request, details, problem, actor, createdAt, startedAt, finishedAt } = job;
  const { projection } = request as RebuildRequest;
  const { same } = details as { same?: boolean | null };
  return {
    ...{ id, state, progress, projection },
    ...(same !== undefined && { same }),
    ...(problem && { problem: { type: `/problems/${problem.slug}`, detail: problem.detail } }),
    createdBy: actor,
    createdAt,
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
  };
}
