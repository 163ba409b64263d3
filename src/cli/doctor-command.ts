import { Command, Option } from 'commander';
import { openPools } from '../database/connect.js';
import { attachServer } from '../database/open-database.js';
import type { Environment } from '../settings/environment.js';
import { EnvironmentMistakes } from '../settings/read-environment.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { addressFindings } from './doctor/addresses.js';
import { bucketFindings } from './doctor/bucket.js';
import { databaseFindings } from './doctor/database.js';
import { check, type Finding } from './doctor/finding.js';
import { diskOf, nodeVersion } from './doctor/machine.js';
import { neighbourFindings } from './doctor/neighbours.js';
import { tableText } from './print-table.js';

interface Options {
  format: 'text' | 'json';
}

/** `npm run cli -- doctor`: looks at everything a start depends on, and changes nothing. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Looks at settings, versions, privileges, projections, disk and clock, beside a running server or without one, and changes nothing. Exit code 1 if something failed',
    )
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async ({ format }: Options) => {
      const findings = await examine();
      const failed = findings.some(({ state }) => state === 'failed');
      process.stdout.write(
        format === 'json'
          ? `${JSON.stringify({ healthy: !failed, findings }, null, 2)}\n`
          : `${tableText(
              ['check', 'state', 'detail'],
              findings.map((each) => [each.check, each.state, each.detail]),
            )}\n`,
      );
      if (failed) process.exitCode = 1;
    });
}

async function examine(): Promise<Finding[]> {
  let environment: Environment;
  try {
    environment = loadEnvironment();
  } catch (error) {
    if (!(error instanceof EnvironmentMistakes)) throw error;
    return error.mistakes.map((detail) => ({ check: 'settings', state: 'failed', detail }));
  }
  const { DATA_DIR } = environment;
  return [
    { check: 'settings', state: 'ok', detail: 'All settings can be read' },
    await check('node', () => Promise.resolve(nodeVersion())),
    await check('disk', () => Promise.resolve().then(() => diskOf(DATA_DIR))),
    ...(await addressFindings(environment)),
    ...(await ofDatabase(environment)),
    ...(await bucketFindings(environment)),
  ];
}

async function ofDatabase(environment: Environment): Promise<Finding[]> {
  const report = (line: string) => process.stderr.write(`${line}\n`);
  let server;
  try {
    server = await attachServer(environment, report);
  } catch (error) {
    return [
      { check: 'database', state: 'failed', detail: (error as Error).message },
      ...(await neighbourFindings(environment, null)),
    ];
  }
  const { reader, app } = server.urls;
  const pools = openPools(app, { size: 2, ...(reader !== undefined && { readerUrl: reader }) });
  try {
    const findings = await databaseFindings(pools, server.urls, environment.DATA_DIR);
    // What needs the log is of use once everything below it is.
    const usable = findings.some((finding) => finding.check === 'log');
    return [...findings, ...(await neighbourFindings(environment, usable ? pools.read : null))];
  } finally {
    await pools.end();
    await server.stop();
  }
}
