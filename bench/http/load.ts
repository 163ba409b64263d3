/** A process that sends requests: each message is a Load, answered by a Sample or by the text of an error. */
import autocannon from 'autocannon';
import { sampleOf, type Sample } from '../measure.js';

export interface Load {
  url: string;
  paths: readonly string[];
  connections: number;
  milliseconds: number;
}

process.on('message', (load: Load) => {
  ask(load).then(
    (sample) => process.send?.(sample),
    (error: unknown) => process.send?.(String(error)),
  );
});

async function ask({ url, paths, connections, milliseconds }: Load): Promise<Sample> {
  const latencies: number[] = [];
  let next = 0;
  const start = performance.now();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections,
        duration: milliseconds / 1000,
        // Each connection has its share of the paths, so that no two send the same request at once.
        setupClient: (client) => {
          const share = next++;
          client.setRequests(paths.filter((_, i) => i % connections === share).map((path) => ({ path })));
        },
      },
      (error: Error | null, result) => {
        if (error) reject(error);
        else resolve(result);
      },
    );
    run.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  });
  const { errors, timeouts, non2xx } = result;
  if (errors + timeouts + non2xx > 0)
    throw new Error(`${errors} errors, ${timeouts} timeouts, ${non2xx} refusals of ${url}${paths[0] ?? ''}`);
  return sampleOf(latencies, performance.now() - start);
}
