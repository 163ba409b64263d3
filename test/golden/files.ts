import { readFileSync, writeFileSync } from 'node:fs';
import type { LogRow } from './log-rows.js';

/** What a permalink answered, to the byte; all bodies are UTF-8 text. */
export interface GoldenAnswer {
  path: string;
  contentType: string;
  body: string;
}

export const LOG = `${import.meta.dirname}/log.ndjson`;
export const ANSWERS = `${import.meta.dirname}/answers.ndjson`;

export const goldenLog = (): LogRow[] => linesOf<LogRow>(LOG);
export const goldenAnswers = (): GoldenAnswer[] => linesOf<GoldenAnswer>(ANSWERS);

const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

export function write(file: string, lines: readonly object[]): void {
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
