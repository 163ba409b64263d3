import { Command, Option } from 'commander';
import type { Parameters, ValuesOf } from '../domain/values/parameter.js';
import { readParameters } from '../api/parameters/read-parameters.js';
import { HttpProblem } from '../api/problems/http-problem.js';
import { DomainProblem } from '../domain/problem.js';
import type { ReadSide } from '../read/read-side.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { attached } from './attached.js';
import { labelsIn, SLUGS, type Names } from './names.js';
import { tableText } from './print-table.js';

/** A read query as a command: its options are the query parameters of the route with the same answer. */
export interface QueryCommand<P extends Parameters, Body> {
  name: string;
  about: string;
  /** In commander's syntax: `<policyId>` is required, `[policyId]` is optional. */
  argument: string;
  parameters: P;
  answer: (read: ReadSide, argument: string | undefined, values: ValuesOf<P>) => Promise<{ body: string }>;
  table: (body: Body, names: Names) => { title: string; heading: readonly string[]; rows: string[][] };
}

/** Creates the command: it prints a table, or with --json the same bytes as the route's answer. */
export function queryCommand<P extends Parameters, Body>(options: QueryCommand<P, Body>): Command {
  const command = new Command(options.name)
    .description(options.about)
    .argument(options.argument)
    .option('--json', 'print the answer as JSON')
    .addOption(
      new Option('--labels <language>', 'words instead of slugs in the table').choices(['en', 'ja']),
    );
  for (const [name, { description }] of Object.entries(options.parameters))
    command.option(`--${kebab(name)} <value>`, description);
  return command.action(
    async (argument: string | undefined, { json, labels, ...given }: Record<string, string>) => {
      const values = readParameters(`?${new URLSearchParams(given).toString()}`, options.parameters);
      const report = (line: string) => process.stderr.write(`${line}\n`);
      const { body } = await attached(loadEnvironment(), report, ({ read }) =>
        options.answer(read, argument, values),
      );
      process.stdout.write(`${json === undefined ? tabular(options, body, labels) : body}\n`);
    },
  );
}

function tabular<Body>(
  { table }: Pick<QueryCommand<Parameters, Body>, 'table'>,
  body: string,
  labels: string | undefined,
): string {
  const names = labels === 'en' || labels === 'ja' ? labelsIn(labels) : SLUGS;
  const { title, heading, rows } = table(JSON.parse(body) as Body, names);
  return `${title}\n\n${tableText(heading, rows)}`;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The text of an error for people: every mistake of a refusal on a line of its own. */
export function messageOf(error: unknown): string {
  if (!(error instanceof DomainProblem || error instanceof HttpProblem))
    return error instanceof Error ? error.message : String(error);
  const lines = error.errors.map(({ parameter, pointer, detail, didYouMean }) => {
    const where = parameter === undefined ? (pointer ?? '') : `--${kebab(parameter)}`;
    return `${where}: ${detail}${didYouMean === undefined ? '' : ` (did you mean ${didYouMean}?)`}`;
  });
  return lines.length > 0 ? lines.join('\n') : error.detail;
}
