/** Words of operations. */
export const operations = {
  projections: 'Projections',
  projection: 'Projection',
  head: 'Log head',
  checkpoint: 'Has taken in',
  lag: 'Behind by',
  parked: 'stands still',
  notParked: 'running',
  projectionsHelp:
    'What reads are answered from, computed from the log. All of it can be made anew at any time.',
  parkedAt: (name: string, position: number) => `${name} stands still at position ${String(position)}`,
  parkedHelp: (at: string) =>
    `Since ${at}. Reads that need it are refused, everything else goes on. Once the cause is gone, rebuild it.`,
  rebuild: 'Rebuild',
  rebuildNow: 'Rebuild',
  rebuildOf: (name: string) => `Rebuild ${name}`,
  rebuiltSame: (same: boolean | null): string =>
    same === null ? '' : same ? 'The same as before.' : 'It differed from before; the new one is in use.',
  jobStates: {
    queued: 'queued',
    running: 'running',
    succeeded: 'succeeded',
    failed: 'failed',
    canceled: 'canceled',
  },
  pace: (rate: number, left: number | undefined) =>
    `${String(Math.round(rate))} a second${left === undefined ? '' : `, ${String(left)} s left`}`,
  health: 'Health',
  ready: 'ready',
  needAdmin: 'Sign in with the key of an administrator to see this.',
  imports: 'Imports',
  exports: 'Exports',
  keys: 'Keys',
  role: 'Role',
  created: 'Created',
  revoked: 'revoked',
  format: 'Format',
  makeExport: 'Make a file',
  download: 'Download',
  dryRun: 'Try it first: judge every line, record nothing',
  tryImport: 'Try',
  tried: 'Tried only',
  startImport: 'Import',
  importCounts: (recorded: number, done: number, rejected: number) =>
    `${String(recorded)} recorded, ${String(done)} there already, ${String(rejected)} rejected`,
  rejects: 'Rejected lines',
};
