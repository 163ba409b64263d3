import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const BEGIN = '<!-- measured: begin -->';
const END = '<!-- measured: end -->';

/** The machine and the method of the measurement, one line each. */
export function circumstances(command: string, postgres: string): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `- Command: \`${command}\``,
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
    `- Machine: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memory} GiB; database, server and load on it together`,
    `- PostgreSQL ${postgres} (embedded, default settings and durability), Node ${process.versions.node}`,
    '',
  ].join('\n');
}

/** Writes the figures into the measured part of a file, which must exist; the text around it stays. */
export function writeReport(file: string, figures: string): void {
  const text = readFileSync(file, 'utf8');
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${file} has no lines "${BEGIN}" and "${END}"`);
  writeFileSync(file, `${text.slice(0, begin + BEGIN.length)}\n\n${figures}\n${text.slice(end)}`);
}
