import { ALONE, benchAppend, COALESCED, OURS } from './append/append.js';
import type { Cluster } from './cluster.js';
import type { DataSet } from './data/data-set.js';
import { benchExport, EXPORTED } from './export/export.js';
import { AS_STORED, SAME_COLUMNS } from './export/floors.js';
import { benchFacts, CATCH_UP, COPY, REBUILD } from './facts/facts.js';
import {
  benchReads,
  DIFF,
  FILTERED,
  firstTime,
  floorOf,
  named,
  OPEN,
  OPEN_FLOOR,
  PAGE,
  PINNED,
  PINNED_FLOOR,
  SUMMARY,
} from './http/reads.js';
import { benchImport, COPY as IMPORT_COPY, IMPORT, PROJECTED } from './import/import.js';
import { peakMemory } from './import/memory.js';
import type { BenchOptions } from './options.js';
import { benchCounts, NOW, scanOf, THEN } from './summary/counts.js';
import { comparison, type Section } from './tables.js';

/** The targets come from the issue for this benchmark. */
const MOST_CALLERS = 32;
const OF_ALONE = 1.4;
const OF_COALESCED = 0.65;
const OF_IMPORT_COPY = 0.5;
const OF_EXPORT_COPY = { csv: 0.7, ndjson: 0.7, parquet: 0.2 };
const OF_PINNED_FLOOR = 0.85;
const OF_OPEN_FLOOR = 0.7;
const OF_SQL = 0.6;
const OF_SCAN_NOW = 50;
const OF_SCAN_THEN = 15;
/** At most 1.2 times slower with the large log. */
const OF_SMALL_LOG = 1 / 1.2;

export async function appendSections(cluster: Cluster, options: BenchOptions): Promise<Section[]> {
  const results = await benchAppend(cluster, options);
  return results.map(({ callers, standings }) => {
    const promised = callers === MOST_CALLERS;
    return {
      title: `Single-event appends, ${callers} concurrent ${callers === 1 ? 'caller' : 'callers'}`,
      standings,
      unit: 'events/s',
      comparisons: [
        comparison(standings, OURS, ALONE, promised ? OF_ALONE : null),
        comparison(standings, OURS, COALESCED, promised ? OF_COALESCED : null),
      ],
      remarks: [],
    };
  });
}

export async function importSection(
  cluster: Cluster,
  { lines, rounds, megabytes }: BenchOptions,
): Promise<Section> {
  const standings = await benchImport(cluster, lines, rounds);
  const peaks: string[] = [];
  for (const size of megabytes) peaks.push(`${await peakMemory(cluster, size)} MB for ${size} MB`);
  return {
    title: `Import of ${lines} lines`,
    standings,
    unit: 'lines/s',
    comparisons: [
      comparison(standings, IMPORT, IMPORT_COPY, OF_IMPORT_COPY),
      comparison(standings, PROJECTED, IMPORT_COPY),
    ],
    remarks: [`Peak memory (RSS) of a process that imports a file of 10 kB lines: ${peaks.join(', ')}.`],
  };
}

export async function exportSection(cluster: Cluster, { rows, rounds }: BenchOptions): Promise<Section> {
  const { standings, peaks } = await benchExport(cluster, rows, rounds);
  const mib = EXPORTED.map((format) => `${format} ${Math.round(peaks[format] ?? NaN)} MiB`);
  return {
    title: `Export of ${rows} facts`,
    standings,
    unit: 'rows/s',
    comparisons: EXPORTED.flatMap((format) => [
      comparison(standings, format, SAME_COLUMNS, OF_EXPORT_COPY[format]),
      comparison(standings, format, AS_STORED),
    ]),
    remarks: [`Peak resident memory: ${mib.join(', ')} (target: at most 300 MB).`],
  };
}

const ANSWERS = [PAGE, FILTERED, SUMMARY, DIFF];

export async function readSection(sets: readonly DataSet[], options: BenchOptions): Promise<Section> {
  const standings = await benchReads(sets, options);
  const [small, large] = options.sizes;
  const floors = options.sizes.flatMap((size) => [
    comparison(standings, named(PINNED, size), named(PINNED_FLOOR, size), OF_PINNED_FLOOR),
    comparison(standings, named(OPEN, size), named(OPEN_FLOOR, size), OF_OPEN_FLOOR),
    comparison(standings, named(firstTime(PINNED), size), named(PINNED_FLOOR, size)),
    comparison(standings, named(firstTime(OPEN), size), named(OPEN_FLOOR, size)),
    ...ANSWERS.map((what) => comparison(standings, named(what, size), named(floorOf(what), size), OF_SQL)),
  ]);
  const grown = (target: number | null) => (what: string) =>
    comparison(standings, named(what, large), named(what, small), target);
  const growth = [
    ...[PINNED, firstTime(PINNED), OPEN, firstTime(OPEN)].map(grown(OF_SMALL_LOG)),
    ...ANSWERS.map(grown(null)),
  ];
  return {
    title: 'Reads over HTTP: one state at 32 connections, all else at 8',
    standings,
    unit: 'requests/s',
    comparisons: [...floors, ...growth].filter(({ ratio }) => !Number.isNaN(ratio)),
    remarks: [],
  };
}

export async function countSection(cluster: Cluster, options: BenchOptions): Promise<Section> {
  const facts = options.sizes[1];
  const standings = await benchCounts(cluster, facts, options);
  return {
    title: `Policies counted by status among ${facts} facts`,
    standings,
    unit: 'counts/s',
    comparisons: [
      comparison(standings, NOW, scanOf(NOW), OF_SCAN_NOW),
      comparison(standings, THEN, scanOf(THEN), OF_SCAN_THEN),
    ],
    remarks: [],
  };
}

export async function factsSection(set: DataSet, rounds: number): Promise<Section> {
  const { rows, standings } = await benchFacts(set, rounds);
  return {
    title: `Facts of ${set.events} events (${rows} rows)`,
    standings,
    unit: 'events/s',
    comparisons: [comparison(standings, CATCH_UP, COPY), comparison(standings, REBUILD, COPY)],
    remarks: set.filledPerSecond === null ? [] : [filled(set.filledPerSecond)],
  };
}

const filled = (perSecond: number) =>
  `The log was filled with ${Math.round(perSecond)} events/s, made and checked in the same process.`;
