import { parentPort, workerData } from 'node:worker_threads';
import { unlimitedSession, type SessionOptions } from '../../database/unlimited-session.js';
import { foldShare, type Share } from './fold-share.js';
import type { Generation } from './generation.js';
import type { Series } from './staged-counts.js';

/** What a thread is given. */
export interface ThreadData {
  options: SessionOptions;
  generation: Generation;
  share: Share;
}

/** What it says: how many more events are folded; at the end, what was counted. */
export type ThreadMessage = { folded: number } | { series: Series[] };

/** The code of a thread: folds a share of the policies with a session of its own. What it throws, the thread reports. */
const { options, generation, share } = workerData as ThreadData;
const say = (message: ThreadMessage) => parentPort?.postMessage(message);
const session = await unlimitedSession(options);
try {
  say({
    series: await foldShare(session, generation, share, {
      onFolded: (folded) => {
        say({ folded });
      },
    }),
  });
} finally {
  await session.end();
}
