import { Readiness } from './api/operations/readiness.js';
import { stopOnSignal } from './api/stop-server.js';
import { startApplication, type Application } from './application.js';
import { loadDemo } from './cli/load-demo.js';
import { collectGarbageEarlier } from './settings/collect-garbage-earlier.js';
import type { LogFormat } from './settings/environment.js';
import { systemClock } from './settings/system-clock.js';
import { loadEnvironment } from './settings/load-environment.js';
import { Imports } from './write/import/imports.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Failures that are retried, in the format of the log. */
const reportIn =
  (format: LogFormat) =>
  (message: string): void => {
    const line = { level: 'warn', pid: process.pid, timestamp: systemClock().toISOString(), message };
    complain(format === 'json' ? JSON.stringify(line) : message);
  };

async function run(demo: boolean): Promise<void> {
  collectGarbageEarlier();
  const environment = loadEnvironment();
  const application = await startApplication(environment, reportIn(environment.LOG_FORMAT));
  stopOnSignal(application.stop, (error) => {
    complain(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (demo) await prepareDemo(application);
  const { url } = application.http;
  say(`Policy Timeline is at ${url} (its routes at ${url}/docs)`);
  say(`${application.privileges.detail}.`);
  if (application.firstAdminKey !== undefined)
    say(
      `The administrator's API key, printed this once. Copy this line:\n\n  export KEY=${application.firstAdminKey}\n`,
    );
  if (demo) showDemo(url);
}

async function prepareDemo({ http }: Application): Promise<void> {
  let loaded = false;
  http.app
    .get(Readiness)
    .add('demo', () => Promise.resolve(loaded ? undefined : 'the demo timeline is being loaded'));
  await loadDemo(http.app.get(Imports));
  loaded = true;
}

function showDemo(url: string): void {
  say(`
Were PAC-3 missiles cleared for the United States (items/pac-3) before and after July 2024, and who says so?

  curl '${url}/v1/policies/jp-us-patriot-transfer?asOf=2024-06-30'
  curl '${url}/v1/policies/jp-us-patriot-transfer?asOf=2024-07-31'
  curl '${url}/v1/policies/jp-us-patriot-transfer/explain?field=items/pac-3&asOf=2024-07-31'
`);
}

run(process.argv.includes('--demo')).catch((error: unknown) => {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
