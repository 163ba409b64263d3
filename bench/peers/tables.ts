import { median } from '../measure.js';
import type { Run } from './commands.js';
import type { PeerProcess } from './peer.js';
import type { Target } from './targets.js';

/** What the trial found, and how large the answers are. */
export function trialTable(peers: readonly PeerProcess[]): string {
  const rows = peers.map(({ contender: { name, sort }, faults, streamBytes, answers }) => [
    ...[name, sort, faults?.lost, faults?.doubled, faults?.wronglyAccepted, faults?.wronglyRefused],
    ...[streamBytes, answers?.stateBytes.toFixed(0), answers?.countBytes.toFixed(0)],
  ]);
  const head = 'name|what|lost|doubled|wrongly accepted|wrongly refused|stream, B|state, B|counts, B';
  return table(head.split('|'), rows);
}

/** Fastest first; ratios are taken within a round. */
export function speedTable(title: string, peers: readonly PeerProcess[]): string {
  const ours = runsOf(title, peers, 'ours');
  const rows = peers
    .map(({ contender: { name, sort } }) => ({ name, sort, runs: runsOf(title, peers, name) }))
    .filter(({ runs }) => runs.length > 0)
    .sort((a, b) => of(b.runs, 'perSecond') - of(a.runs, 'perSecond'))
    .map(({ name, sort, runs }) => [
      sort === 'event store' || sort === 'ours' ? name : `${name} (${sort})`,
      of(runs, 'perSecond').toFixed(0),
      of(runs, 'p50').toFixed(2),
      of(runs, 'p99').toFixed(2),
      spread(ratios(ours, runs)),
      of(runs, 'clientMicroseconds').toFixed(0),
      of(runs, 'serverMicroseconds').toFixed(0),
      median(runs.map((run, i) => cpuOf(ours[i]) / cpuOf(run))).toFixed(2),
    ]);
  const head = '|per s|p50 ms|p99 ms|ours / it|client µs|server µs|CPU of ours / it';
  return `${title}\n\n${table(head.split('|'), rows)}`;
}

/** One line a target. */
export function targetLines(
  title: string,
  targets: readonly Target[],
  peers: readonly PeerProcess[],
): string {
  const ours = runsOf(title, peers, 'ours');
  return targets
    .map(({ than, atLeast }) => {
      const name = 'name' in than ? than.name : fastest(title, peers, than.fastest);
      const found = ratios(ours, runsOf(title, peers, name));
      if (found.length === 0) return `- ${title}: ${name} has no figure`;
      const verdict = median(found) >= atLeast ? 'reached' : 'missed';
      return `- ${title}: ${spread(found)} × ${name}, wanted ≥ ${atLeast}: ${verdict}`;
    })
    .join('\n');
}

const of = (runs: readonly Run[], member: keyof Run): number => median(runs.map((run) => run[member]));

/** Of client and server, in microseconds. */
const cpuOf = (run: Run | undefined): number => (run ? run.clientMicroseconds + run.serverMicroseconds : NaN);

const ratios = (ours: readonly Run[], theirs: readonly Run[]): number[] =>
  theirs.length === 0 ? [] : ours.map(({ perSecond }, i) => perSecond / (theirs[i]?.perSecond ?? NaN));

const spread = (found: readonly number[]): string =>
  `${median(found).toFixed(2)} (${Math.min(...found).toFixed(2)} to ${Math.max(...found).toFixed(2)})`;

const runsOf = (title: string, peers: readonly PeerProcess[], name: string): readonly Run[] =>
  peers.find(({ contender }) => contender.name === name)?.runs.get(title) ?? [];

function fastest(title: string, peers: readonly PeerProcess[], sort: string): string {
  const speed = (name: string) => of(runsOf(title, peers, name), 'perSecond') || 0;
  const names = peers
    .filter(({ contender }) => contender.sort === sort)
    .map(({ contender }) => contender.name);
  return names.sort((a, b) => speed(b) - speed(a))[0] ?? sort;
}

type Row = readonly (string | number | null | undefined)[];

function table(head: readonly string[], rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.map((cell) => String(cell ?? '')).join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
