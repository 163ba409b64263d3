import { parseArgs } from 'node:util';

export interface PeersOptions {
  rounds: number;
  /** Length of one run of one peer. */
  milliseconds: number;
  /** Events of the timeline that is asked about. */
  events: number;
  /** Names of the only peers that are compared with ours; null: all. */
  only: readonly string[] | null;
  /** The folder `sql` of pg_bitemporal, which is in no package registry. */
  pgBitemporal: string | null;
}

export const USAGE = `npm run bench:peers -- [options]
  --rounds <n>            runs of each peer, default 3
  --seconds <s>           length of a run, default 1
  --events <n>            events of the timeline that is asked about, default 10000
  --only <name>           compare with these only; may be repeated
  --pg-bitemporal <sql>   the folder sql of a copy of pg_bitemporal`;

/** @throws TypeError or RangeError for invalid options */
export function readOptions(args: string[]): PeersOptions {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '1' },
      events: { type: 'string', default: '10000' },
      only: { type: 'string', multiple: true },
      'pg-bitemporal': { type: 'string' },
    },
  });
  return {
    rounds: positive('rounds', values.rounds),
    milliseconds: 1000 * positive('seconds', values.seconds),
    events: positive('events', values.events),
    only: values.only ?? null,
    pgBitemporal: values['pg-bitemporal'] ?? null,
  };
}

function positive(name: string, given: string): number {
  const number = Number(given);
  if (!(number > 0)) throw new RangeError(`--${name} takes a number above 0`);
  return number;
}
