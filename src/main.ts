import { CommandBus } from '@nestjs/cqrs';
import { Readiness } from './api/operations/readiness.js';
import { stopOnSignal } from './api/stop-server.js';
import { startApplication, type Application } from './application.js';
import { loadDemo } from './cli/load-demo.js';
import { loadEnvironment } from './settings/load-environment.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

async function run(demo: boolean): Promise<void> {
  const application = await startApplication(loadEnvironment(), complain);
  stopOnSignal(application.stop, (error) => {
    complain(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (demo) await prepareDemo(application);
  const { url } = application.http;
  say(`Policy Timeline is at ${url} (its routes at ${url}/docs)`);
  if (application.firstAdminKey !== undefined)
    say(`The administrator's API key, shown this once: ${application.firstAdminKey}`);
  if (demo) showDemo(url);
}

async function prepareDemo({ http, reader }: Application): Promise<void> {
  let loaded = false;
  http.app
    .get(Readiness)
    .add('demo', () => Promise.resolve(loaded ? undefined : 'the demo timeline is being loaded'));
  await loadDemo(http.app.get(CommandBus), reader);
  loaded = true;
}

function showDemo(url: string): void {
  say(`
What was the status of the Patriot transfer before and after the approval of July 2024, and why?

  curl '${url}/v1/policies/jp-us-patriot-transfer?asOf=2024-06-30'
  curl '${url}/v1/policies/jp-us-patriot-transfer?asOf=2024-07-31'
  curl '${url}/v1/policies/jp-us-patriot-transfer/explain?field=status&asOf=2024-07-31'
`);
}

run(process.argv.includes('--demo')).catch((error: unknown) => {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
