import { FORMULA_START } from '../formats/csv.js';
import type { Column, ColumnType } from './column.js';

/** A JSON text in double quotes; the SQL text must need no escape. */
const quoted = (sql: string): string => `'"' || ${sql} || '"'`;

/** JSON's null for SQL's. */
const orNull = (sql: string): string => `coalesce(${sql}, 'null')`;

const FORMULA = `(${FORMULA_START.map((sign) => sign.codePointAt(0)).join(', ')})`;

/** Text that no spreadsheet takes for a formula, like `inert` of formats/csv.ts. @param beginning its first character, or more */
const inert = (sql: string, beginning = sql) =>
  `CASE WHEN ascii(${beginning}) IN ${FORMULA} THEN '''' || ${sql} ELSE ${sql} END`;

/** A JSON value for CSV. A string (34 is the quote) is parsed only if it has escapes; otherwise only the quotes are removed. */
const valueCsv = (json: string): string =>
  `CASE WHEN ascii(${json}) <> 34 THEN ${json} WHEN strpos(${json}, '\\') > 0 THEN ${inert(`(${json}::json #>> '{}')`)}
    ELSE ${inert(`split_part(${json}, '"', 2)`, `substr(${json}, 2, 1)`)} END`;

/** A row as one line of JSON. */
export function jsonLine(columns: readonly { name: string; json: string }[]): string {
  const members = columns.map(({ name, json }, i) => `'${i === 0 ? '{' : ','}"${name}":' || ${json}`);
  // Adjacent literals are joined, because each concatenation copies the line so far.
  return `${members.join(' || ')} || '}'`.replaceAll(`' || '`, '');
}

/**
 * One column of JSON lines through COPY's CSV format without quoting: the quote and the delimiter are control characters, which
 * JSON text never contains, and it contains no line ends. COPY's text format would double the backslashes.
 */
export const RAW_LINES = `FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'`;

/** A column of facts; its SQL uses the alias `f` of facts-table.ts. */
interface FactsColumn extends Column {
  /** SQL of its value, in the form of Cell. */
  sql: string;
  /** SQL of its CSV cell, before COPY quotes it. */
  csv: string;
  /** SQL of its JSON text, never null. */
  json: string;
}

type Label = readonly [en: string, ja: string];

const column = (name: string, type: ColumnType, [en, ja]: Label, sql: string, json: string): FactsColumn => ({
  ...{ name, type, en, ja },
  ...{ sql, csv: type === 'value' ? valueCsv(sql) : sql, json },
});

/** For text that needs no escape in JSON and no protection in a spreadsheet. */
const name = (of: string, label: Label, sql: string) => column(of, 'text', label, sql, quoted(sql));

const dayColumn = (of: string, label: Label, sql: string) => {
  const open = `NOT isfinite(${sql})`;
  return column(
    ...([of, 'day', label] as const),
    `CASE WHEN ${open} THEN NULL ELSE ${sql} END`,
    `CASE WHEN ${open} THEN 'null' ELSE ${quoted(sql)} END`,
  );
};

const instantColumn = (of: string, label: Label, sql: string) =>
  column(of, 'instant', label, sql, orNull(quoted(sql)));

/** A slug that depends on the row. @param choose builds the SQL from the notation of a slug */
const wordColumn = (of: string, label: Label, choose: (word: (text: string) => string) => string) =>
  column(
    of,
    'text',
    label,
    choose((text) => `'${text}'`),
    orNull(choose((text) => `'"${text}"'`)),
  );

function knownColumns(position: number): FactsColumn[] {
  const knownTo = `CASE WHEN f.known_to <= ${position} THEN f.known_to END`;
  return [
    column('knownFrom', 'integer', ['Known from position', '既知開始位置'], 'f.known_from', 'f.known_from'),
    column(
      ...(['knownTo', 'integer', ['Known to position (exclusive)', '既知終了位置（含まない）']] as const),
      ...([knownTo, orNull(`(${knownTo})::text`)] as const),
    ),
    instantColumn('recordedFrom', ['Recorded from', '記録開始時刻'], 'f.recorded_from'),
    instantColumn('recordedTo', ['Recorded to (exclusive)', '記録終了時刻（含まない）'], 'f.recorded_to'),
  ];
}

/** The columns of the steps; those of the recorded axis only if both axes are exported. */
export const factsColumns = (position: number, bothAxes: boolean): FactsColumn[] => [
  name('policyId', ['Policy', '政策'], 'f.policy_id'),
  name('field', ['Field', '項目'], 'f.path'),
  dayColumn('validFrom', ['Valid from', '有効開始日'], 'f.valid_from'),
  dayColumn('validTo', ['Valid to (exclusive)', '有効終了日（含まない）'], 'f.valid_to'),
  ...(bothAxes ? knownColumns(position) : []),
  wordColumn(
    'certainty',
    ['Certainty', '確実性'],
    (word) => `CASE WHEN f.definite THEN ${word('definite')} ELSE ${word('possible')} END`,
  ),
  column('value', 'value', ['Value', '値'], 'f.value', orNull('f.value')),
  wordColumn(
    'valueType',
    ['Type of value', '値の型'],
    // The first character shows the type of a JSON value: ", {, [, t, f, n, or else it is a number.
    (
      word,
    ) => `CASE ascii(f.value) WHEN 34 THEN ${word('string')} WHEN 123 THEN ${word('object')} WHEN 91 THEN ${word('array')}
      WHEN 116 THEN ${word('boolean')} WHEN 102 THEN ${word('boolean')} WHEN 110 THEN ${word('null')}
      ELSE CASE WHEN f.value IS NOT NULL THEN ${word('number')} WHEN f.definite THEN ${word('absent')} END END`,
  ),
  column(
    ...(['candidates', 'json', ['Candidates', '候補']] as const),
    'f.candidates',
    orNull('f.candidates'),
  ),
  column('because', 'json', ['Because of developments', '根拠となる出来事'], 'f.because', 'f.because'),
  // COPY would write a boolean as t or f.
  {
    ...column('contested', 'boolean', ['Contested', '主張の食い違い'], 'f.contested', 'f.contested::text'),
    csv: 'f.contested::text',
  },
];
