import { setTimeout as sleep } from 'node:timers/promises';
import type { ExportJobs } from '../../exports/jobs/export-jobs.js';

const LOOK_EVERY_MS = 1000;

/**
 * The progress of an export as server-sent events (WHATWG HTML, section 9.2): `progress` with the job as data when it has
 * changed, else a comment; the last event is `end`. The caller looks up the first state, so an unknown id is a plain 404.
 */
export async function* progressStream(
  exports: ExportJobs,
  id: string,
  stop: AbortSignal,
): AsyncGenerator<string> {
  let sent = '';
  while (!stop.aborted) {
    const job = await exports.find(id);
    const data = JSON.stringify(job);
    const over = job.state !== 'queued' && job.state !== 'running';
    yield data === sent ? ':\n\n' : `event: ${over ? 'end' : 'progress'}\ndata: ${data}\n\n`;
    if (over) return;
    sent = data;
    await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined); // aborted: the loop ends
  }
}
