import type { ExportBody } from './changes.js';
import { api } from './client.js';

const LOOK_EVERY_MS = 250;

/** Starts an export job and waits for its file. @throws ApiProblem; Error with the job's problem */
export async function makeExport(body: ExportBody): Promise<{ path: string; name: string }> {
  let job = await api.post('/v1/exports', { body });
  while (job.state === 'queued' || job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    job = await api.get('/v1/exports/{id}', { path: { id: job.id } });
  }
  if (job.file) return { path: `/v1/exports/${job.id}/file`, name: job.file.name };
  const detail = job.problem?.['detail'];
  throw new Error(typeof detail === 'string' ? detail : job.state);
}
