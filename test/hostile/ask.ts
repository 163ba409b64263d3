import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Got } from './tally.js';

/** Streams of events never end. */
const ENDLESS = 'text/event-stream';

const MOST_WAITS = 5;

/**
 * Sends a request with its target as it stands: fetch would tidy it up. Whoever is told to wait (a busy machine is no defect) waits
 * and asks again, a few times.
 */
export async function ask(...given: Parameters<typeof askOnce>): Promise<Got> {
  for (let waits = 0; ; waits += 1) {
    const { retryAfter, ...got } = await askOnce(...given);
    if (got.status !== 503 || retryAfter === undefined || waits === MOST_WAITS) return got;
    await sleep(Number(retryAfter) * 1000);
  }
}

function askOnce(
  url: string,
  method: string,
  target: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string | undefined } = {},
): Promise<Got & { retryAfter: string | undefined }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path: target, headers }, (response) => {
      const [status, type] = [response.statusCode ?? 0, response.headers['content-type'] ?? ''];
      const retryAfter = response.headers['retry-after'];
      if (type.startsWith(ENDLESS)) {
        resolve({ status, type, text: '', retryAfter });
        sent.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status, type, text: Buffer.concat(chunks).toString(), retryAfter });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Percent-encodes a text, also half a character, which no URL can hold, as the bytes that some clients send for it. */
export const encoded = (text: string): string =>
  Array.from(text)
    .map((each) =>
      /[\ud800-\udfff]/.test(each) && each.length === 1 ? '%ED%A0%80' : encodeURIComponent(each),
    )
    .join('');

/** Runs tasks, a few at once. */
export async function inTurns<T>(
  tasks: readonly T[],
  run: (task: T) => Promise<void>,
  atOnce = 4,
): Promise<void> {
  const left = tasks.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const task of left) await run(task);
    }),
  );
}
