import { createParts, type Parts } from '../../src/parts.js';
import type { TestDatabase } from './database.js';

/**
 * The parts of a service on a test's database, with the projection of facts running.
 * @param onError called for failures of the projection that are retried; default: none are heard
 */
export function startedParts(
  { writePool: write, readPool: read, url }: TestDatabase,
  onError?: (error: unknown) => void,
): Parts & { stop: () => Promise<void> } {
  const parts = createParts({ write, read }, url, onError && { onError });
  const { facts, notifications } = parts;
  facts.start();
  return {
    ...parts,
    stop: async () => {
      await facts.stop();
      await notifications.stop();
    },
  };
}
