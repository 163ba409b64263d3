import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Sends GET, and again while the service says that it is not that far yet (503 `not-caught-up`), as a busy machine makes it; the
 * time limit of the test ends that.
 */
export async function patientGet(address: string): Promise<{ response: Response; text: string }> {
  for (;;) {
    const response = await fetch(address);
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    if (response.status !== 503 || !text.includes('/problems/not-caught-up')) return { response, text };
    await sleep(100);
  }
}
