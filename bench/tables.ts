import type { Standing } from './measure.js';

/** What a figure is compared with, and its target; null: no target. */
export interface Comparison {
  what: string;
  ratio: number;
  target: number | null;
}

/** A part of the report: what was measured, and the result. */
export interface Section {
  title: string;
  standings: readonly Standing[];
  /** The unit of the speeds. */
  unit: string;
  comparisons: readonly Comparison[];
  remarks: readonly string[];
}

export function sectionText({ title, standings, unit, comparisons, remarks }: Section): string {
  const speeds = table(
    ['', unit, 'p50 ms', 'p99 ms'],
    standings.map(({ name, perSecond, p50, p99 }) => [
      name,
      number(perSecond, 0),
      number(p50, 2),
      number(p99, 2),
    ]),
  );
  const ratios = table(
    ['ratio', 'measured', 'target', ''],
    comparisons.map(({ what, ratio, target }) => [
      what,
      number(ratio, 2),
      target === null ? '' : `≥ ${number(target, 2)}`,
      target === null ? '' : ratio >= target ? 'reached' : 'missed',
    ]),
  );
  const parts = [`### ${title}`, speeds, ...(comparisons.length > 0 ? [ratios] : []), ...remarks];
  return `${parts.join('\n\n')}\n`;
}

/** The speed of one relative to the other; the median over the rounds. */
export function comparison(
  standings: readonly Standing[],
  name: string,
  against: string,
  target: number | null = null,
): Comparison {
  const ratio = standings.find((standing) => standing.name === name)?.ratios[against] ?? NaN;
  return { what: `${name} / ${against}`, ratio, target };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const number = (value: number, decimals: number): string =>
  Number.isNaN(value)
    ? ''
    : value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
