import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { headInDataDir } from '../proof/verify/held-heads.js';
import { headInNote } from '../proof/verify/note-head.js';
import { keepVerification } from '../proof/verify/verifications.js';
import { verifyLog } from '../proof/verify/verify-log.js';
import { rebuildFacts } from '../read/facts/rebuild.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { withDatabase } from './with-database.js';

interface Options {
  checkpoint?: string;
  facts?: boolean;
}

/** `npm run cli -- verify`: checks that the log is unchanged, also beside a running server. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'Reads the whole log and names the first position that is not as it was recorded (exit code 1), beside a running server or without one',
    )
    .option(
      '--checkpoint <file>',
      'compare with this checkpoint, too: by it a roll-back of the database shows',
    )
    .option('--facts', 'compare the facts with the log, too: they are rebuilt for it')
    .action(run);
}

async function run({ checkpoint, facts = false }: Options): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const environment = loadEnvironment();
  await withDatabase(environment, async ({ pools: { write } }) => {
    const held = await headInDataDir(write, environment.DATA_DIR);
    if (checkpoint !== undefined)
      held.push(await headInNote(write, readFileSync(checkpoint, 'utf8'), checkpoint));
    const started = performance.now();
    const verified = await verifyLog(write, held);
    await keepVerification(write, verified);
    const seconds = (performance.now() - started) / 1000;
    say(`${verified.events} events read in ${seconds.toFixed(1)} s.`);
    if (verified.finding) {
      say(`The log is not as it was recorded. First at ${verified.finding.message}.`);
      process.exitCode = 1;
      return;
    }
    say('Every event is as it was recorded.');
    for (const { from, size } of held) say(`The checkpoint ${from} of ${size} events fits.`);
    if (facts) await compareFacts(write, say);
  });
}

async function compareFacts(pool: Parameters<typeof rebuildFacts>[0], say: (line: string) => void) {
  const { same } = await rebuildFacts(pool);
  if (same === false) process.exitCode = 1;
  say(
    {
      true: 'The facts agree with the log.',
      false: 'The facts did not agree with the log; they were rebuilt.',
      null: 'The facts were too far behind for a comparison; they were rebuilt.',
    }[String(same)] ?? '',
  );
}
