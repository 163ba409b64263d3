import { Command } from 'commander';
import { openExports } from '../exports/open-exports.js';
import { rebuildFacts } from '../read/facts/rebuild.js';
import { dropVoidDays } from '../read/published/open-day.js';
import { rebuildSearch } from '../read/search/rebuild.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { systemClock } from '../settings/system-clock.js';
import { planRedaction, redactEvent, type PlannedRedaction } from '../write/redact-event.js';
import { attached } from './attached.js';

interface Options {
  reason: string;
  legalBasis: string;
  dryRun?: boolean;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** `npm run cli -- redact`: erases the content of an event by law, beside a running server or without one. */
export function redactCommand(): Command {
  return new Command('redact')
    .description(
      'Erases the content of one event for ever, where the law demands it. Its hashes stay, so the log and earlier proofs stay valid. The read tables are made anew, which takes as long as npm run rebuild; until then running servers may still show the content.',
    )
    .argument('<eventId>')
    .requiredOption('--reason <text>', 'why; it stays in the log for everybody to read')
    .requiredOption('--legal-basis <text>', 'the law or order, for example "GDPR Art. 17(1)(d)"')
    .option('--dry-run', 'only say what would be erased and what stays')
    .action(run);
}

async function run(eventId: string, { reason, legalBasis, dryRun = false }: Options): Promise<void> {
  const environment = loadEnvironment();
  const request = { eventId, reason, legalBasis, actor: 'cli' };
  await attached(environment, complain, async ({ database: { pools }, read }) => {
    if (dryRun) {
      describe(await planRedaction(pools.write, request), 'would be');
      return;
    }
    const planned = await redactEvent(pools.write, request);
    describe(planned, 'is');
    const { policyId, position, redaction } = planned;
    const exports = openExports(environment, pools.write, read, systemClock);
    const files = await exports.erase({ position, by: redaction.position, policyId });
    say(`Files of exports that may hold it: ${files} removed.`);
    await rebuildFacts(pools.write);
    await rebuildSearch(pools.write);
    await dropVoidDays(pools.write);
    say(
      `Done: the event at position ${redaction.position} says so. Backups, copies of the write-ahead log and files that others downloaded still hold the content.`,
    );
  });
}

function describe({ kind, policyId, position, data }: PlannedRedaction, verb: string): void {
  say(
    `The content of ${data.eventId} (${kind} of ${policyId}, position ${position}) ${verb} erased. What stays:`,
  );
  say(JSON.stringify(data.skeleton, null, 2));
}
