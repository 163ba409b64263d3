import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { Draining } from './draining.js';

const IDLE_SWEEP_MS = 100;

/**
 * Stops in order: no new connections; requests in progress get at most `drainMs` and are then cut; then the modules' shutdown
 * hooks, so that no request loses a connection pool that a hook closes.
 */
export async function stopServer(app: INestApplication, drainMs: number): Promise<void> {
  app.get(Draining).begin();
  const server = app.getHttpServer() as Server;
  if (server.listening) await drain(server, drainMs);
  await app.close();
}

async function drain(server: Server, drainMs: number): Promise<void> {
  // Idle kept-alive connections must not delay the stop.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
  }, IDLE_SWEEP_MS);
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, drainMs);
  try {
    await new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

/** Less than the 30 s after which containers are killed, more than requests and embedded database need. */
const LONGEST_STOP_MS = 25_000;

/**
 * Runs `stop` at the first SIGTERM or SIGINT (Ctrl-C). The process ends by itself when nothing is left to do; its exit code is 1 if
 * stopping failed. A second signal ends it at once, and so does a stop that takes too long: without the database the queue of jobs
 * tries a hundred times to give its jobs back.
 * @param longestMs in milliseconds
 */
export function stopOnSignal(
  stop: () => Promise<void>,
  report: (error: unknown) => void,
  longestMs = LONGEST_STOP_MS,
): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => {
      report(new Error(`it took longer than ${longestMs / 1000} s, and was given up`));
      process.exit(1);
    }, longestMs).unref();
    stop().catch((error: unknown) => {
      process.exitCode = 1;
      report(error);
    });
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
