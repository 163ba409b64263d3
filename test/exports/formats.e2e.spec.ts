import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import readXlsx from 'read-excel-file/node';
import { openPools, type Pools } from '../../src/database/connect.js';
import { UNCERTAIN } from '../../src/domain/field-entry.js';
import type { JsonObject } from '../../src/domain/json.js';
import type { ExportRequest } from '../../src/exports/export-request.js';
import { WRITERS } from '../../src/exports/formats/formats.js';
import { ReadTables } from '../../src/read/read-tables.js';
import { factsTable } from '../../src/exports/tables/facts-table.js';
import { call, exported, getJson, rowsOf, startExporting } from './exporting.js';
import { csvReader, duckdb, parquetReader } from './read-back.js';

let app: Awaited<ReturnType<typeof startExporting>>;
const HOSTILE = [
  '=1+1',
  '+cmd|x',
  '-2+3',
  '@SUM(A1)',
  '\ttab',
  '＝1+1',
  'a\r\nb,"c"',
  '\u202Ertl',
  "'quoted'",
  '',
  '<script>&amp;',
  '_x0041_',
];
const days = { from: '2024-01-31', to: '2024-03-31', every: 'month' };

beforeAll(async () => {
  app = await startExporting();
  await call(app, 'POST', '/v1/policies', {
    id: 'hostile',
    title: '=HYPERLINK("http://x","y")',
    description: '+1',
    jurisdiction: 'JP',
    area: 'tests',
  });
  await call(app, 'POST', '/v1/policies', {
    id: 'null', // a word of PostgreSQL's arrays
    title: 'Null',
    jurisdiction: 'JP',
    area: 'tests',
  });
  const status = { ...{ kind: 'status-reported', effective: '2024' }, payload: { status: 'planned' } };
  const told = await call(app, 'POST', '/v1/policies/null/developments', {
    ...status,
    sources: [{ title: 'A source' }],
  });
  if (told.status !== 201) throw new Error(await told.text());
  for (const [i, value] of [...HOSTILE, -5, 1e21, 0.1, true, null, { a: ['=1'] }].entries()) {
    const answer = await call(app, 'POST', '/v1/policies/hostile/developments', {
      kind: 'value-set',
      effective: '0099-12-31',
      payload: { field: `values/v${String(i).padStart(2, '0')}`, value },
      sources: [{ title: '@source "quoted", with\nlines' }],
      note: '=1+1',
    });
    if (answer.status !== 201) throw new Error(await answer.text());
  }
});
afterAll(() => app.stop());

describe('the rows of an export', () => {
  it('of states are the items of the list', async () => {
    const { text, manifest } = await exported(app, {
      what: 'states',
      format: 'ndjson',
      basis: { asOf: '2024-07-31' },
    });
    const list = await getJson<{ items: JsonObject[] }>(
      app,
      `/v1/policies?asOf=2024-07-31&position=${String(manifest.basis['position'])}`,
    );
    expect(rowsOf(text)).toEqual(list.items);
    expect(manifest.rows).toBe(list.items.length);
  });

  it('are headed with labels, fields too; two that are called the same keep their names', async () => {
    const columns = ['policyId', 'state/items/pac-3', 'state/law_number', 'state/lawNumber', 'state/F-2'];
    const heading = async (labels: string) =>
      (await exported(app, { what: 'states', format: 'csv', columns, labels })).text.split('\n')[0];
    expect(await heading('en')).toBe(
      'Policy,Items: PAC-3,Law number (state/law_number),Law number (state/lawNumber),F-2',
    );
    expect(await heading('ja')).toBe('政策,品目: PAC-3,Law number,法律番号,F-2');
  });

  it('hold the identifiers of policies in a column that is named', async () => {
    const about = { id: 'numbered', title: 'A law', jurisdiction: 'JP', area: 'tests' };
    const identifiers = [
      { scheme: 'law-number', value: '24 of 1949' },
      { scheme: 'wikidata', value: 'Q917' },
    ];
    expect((await call(app, 'POST', '/v1/policies', { ...about, identifiers })).status).toBe(201);
    const columns = ['policyId', 'identifiers'];
    for (const what of ['states', 'panel']) {
      const asked = { what, columns, ...(what === 'panel' && { days }) };
      const rows = rowsOf((await exported(app, { ...asked, format: 'ndjson' })).text);
      expect(rows).toContainEqual({ policyId: 'numbered', identifiers });
      expect(rows.filter((row) => row['policyId'] !== 'numbered')).toContainEqual(
        expect.objectContaining({ identifiers: [] }),
      );
      const { text } = await exported(app, { ...asked, format: 'csv' });
      expect(text).toContain(`numbered,"${JSON.stringify(identifiers).replaceAll('"', '""')}"`);
      // Files without the column keep their bytes.
      const usual = await exported(app, { what, format: 'csv', ...(what === 'panel' && { days }) });
      expect(usual.text.split('\n')[0]).not.toContain('identifiers');
    }
  });

  it('of a panel are the states on each of its days', async () => {
    const { text } = await exported(app, { what: 'panel', format: 'ndjson', days });
    const rows = rowsOf(text);
    for (const asOf of ['2024-01-31', '2024-02-29', '2024-03-31']) {
      const list = await getJson<{ items: JsonObject[] }>(app, `/v1/policies?asOf=${asOf}`);
      expect(rows.filter((row) => row['asOf'] === asOf)).toEqual(
        list.items.map((item) => ({ asOf, ...item })),
      );
    }
  });

  it('of developments are the timelines, superseded ones flagged', async () => {
    const { text } = await exported(app, { what: 'developments', format: 'ndjson' });
    const rows = rowsOf(text);
    const ids = [...new Set(rows.map((row) => row['policyId'] as string))];
    for (const id of ids) {
      const { items } = await getJson<{ items: JsonObject[] }>(
        app,
        `/v1/policies/${id}/timeline?include=superseded&limit=1000`,
      );
      const own = rows
        .filter((row) => row['policyId'] === id)
        .map(({ policyId: _, superseded: __, ...item }) => item);
      expect(own).toEqual(items);
    }
    expect(rows.filter((row) => row['superseded'] === true)).toHaveLength(1);
  });

  it('of a history are the steps of each policy', async () => {
    const { text } = await exported(app, { what: 'history', format: 'ndjson' });
    const rows = rowsOf(text);
    for (const id of new Set(rows.map((row) => row['policyId'] as string))) {
      const { items } = await getJson<{ items: JsonObject[] }>(app, `/v1/policies/${id}/history?limit=1000`);
      const told = items.map((item) => [
        item['field'],
        item['from'],
        item['value'] ?? null,
        item['certainty'],
        item['because'],
      ]);
      const own = rows.filter((row) => row['policyId'] === id);
      expect(own.map((r) => [r['field'], r['validFrom'], r['value'], r['certainty'], r['because']])).toEqual(
        told,
      );
    }
  });

  it('of events are the log as CloudEvents', async () => {
    const { text } = await exported(app, { what: 'events', format: 'ndjson', since: 3 });
    const { items } = await getJson<{ items: JsonObject[] }>(app, '/v1/events?after=3&limit=1000');
    expect(rowsOf(text)).toEqual(items);
  });

  it('of facts give every state there ever was', async () => {
    const rows = rowsOf((await exported(app, { what: 'facts', format: 'ndjson' })).text);
    for (const [asOf, position] of [
      ['2024-07-31', 20],
      ['2024-12-31', 40],
      ['2023-12-15', 57],
    ] as const) {
      const { items } = await getJson<{ items: { policyId: string; state: JsonObject }[] }>(
        app,
        `/v1/policies?asOf=${asOf}&position=${position}`,
      );
      for (const { policyId, state } of items) {
        const found = rows.filter((row) => {
          const { validFrom, validTo, knownFrom, knownTo } = row as Record<string, string | number | null>;
          const valid = String(validFrom ?? '') <= asOf && (validTo === null || String(validTo) > asOf);
          const known = Number(knownFrom) <= position && (knownTo === null || Number(knownTo) > position);
          return (
            row['policyId'] === policyId &&
            valid &&
            known &&
            row['certainty'] === 'definite' &&
            row['valueType'] !== 'absent'
          );
        });
        const nested: JsonObject = {};
        for (const { field, value } of found as { field: string; value: string }[]) {
          const [name = '', key] = field.split('/');
          if (key === undefined) nested[name] = value;
          else nested[name] = { ...(nested[name] as JsonObject | undefined), [key]: value };
        }
        expect(nested).toEqual(state);
      }
    }
  });
});

const TABLES: JsonObject[] = [
  { what: 'facts' },
  { what: 'history' },
  { what: 'states' },
  { what: 'panel', days },
  { what: 'developments' },
  { what: 'events' },
  { what: 'timelinejs' },
];

describe('facts', () => {
  const facts: ExportRequest = {
    ...{ what: 'facts', format: 'csv', filters: {} },
    basis: {
      ...{ position: 1e6, knownAt: null, recordedAt: null, beyondHead: false },
      ...{ asOf: '2024-01-01', uncertain: 'flag' },
    },
  };
  let pools: Pools;
  beforeAll(() => {
    pools = openPools(app.databaseUrl);
  });
  afterAll(() => pools.end());

  it.each(['csv', 'ndjson'] as const)(
    'are the same bytes of %s whether PostgreSQL or this process makes the text',
    async (format) => {
      for (const uncertain of UNCERTAIN)
        for (const what of ['facts', 'history'] as const) {
          const request = { ...facts, what, basis: { ...facts.basis, uncertain } };
          const { text, ...table } = factsTable(new ReadTables(pools), request);
          const theirs = [];
          for await (const { bytes } of text?.(format) ?? []) theirs.push(bytes);
          const ours: Uint8Array[] = [];
          const sink = { write: (bytes: Uint8Array) => Promise.resolve(void ours.push(bytes)) };
          await WRITERS[format].write({
            ...{ table, sink, bom: false, labels: null, onRows: () => undefined },
            description: {} as never,
          });
          const header = format === 'csv' ? `${table.columns.map(({ name }) => name).join(',')}\n` : '';
          expect(String(Buffer.concat(ours))).toBe(`${header}${String(Buffer.concat(theirs))}`);
        }
    },
  );

  it('are in the order of policy, field, day and position', async () => {
    const rows = [];
    for await (const batch of factsTable(new ReadTables(pools), facts).rows()) rows.push(...batch);
    const keys = rows.map(({ cells: [policy, field, from, , known] }) =>
      [policy, field, from ?? '', String(known).padStart(9, '0')].join('\u0000'),
    );
    expect(keys).toEqual([...keys].sort());
    expect(keys.filter((key) => key.startsWith('null\u0000')).length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the same rows in other formats, read by programs that did not write them', () => {
  it.each(TABLES)('$what: CSV and Parquet by DuckDB, XLSX', async (table) => {
    const { text, manifest } = await exported(app, {
      ...table,
      format: 'ndjson',
      columns: await names(table),
    });
    const expected = rowsOf(text);
    const { schema } = manifest;

    const csv = await duckdb((await exported(app, { ...table, format: 'csv' })).bytes, csvReader);
    expect(csv.names).toEqual(schema.map(({ name }) => name));
    expect(csv.rows).toEqual(
      expected.map((row) => schema.map((column) => csvCell(column, valueOf(row, column)))),
    );

    const parquet = await exported(app, { ...table, format: 'parquet' });
    const select = schema
      .map(({ name, type }) =>
        type === 'instant' ? `strftime("${name}", '%Y-%m-%dT%H:%M:%S.%fZ')` : `"${name}"::varchar`,
      )
      .join(', ');
    const read = await duckdb(parquet.bytes, parquetReader, select);
    expect(read.rows).toEqual(
      expected.map((row) => schema.map((column) => bare(column, valueOf(row, column)))),
    );
    const { types } = await duckdb(parquet.bytes, parquetReader);
    expect(types).toEqual(schema.map(({ type }) => DUCKDB_TYPES[type]));

    const xlsx = await exported(app, { ...table, format: 'xlsx' });
    const sheets = await readXlsx(xlsx.bytes, { trim: false });
    expect(sheets.map(({ sheet }) => sheet)).toEqual([table['what'], 'Read me']);
    const [heading = [], ...rows] = sheets[0]?.data ?? [];
    expect(heading).toEqual(schema.map(({ name }) => name));
    expect(rows).toEqual(
      expected.map((row) => schema.map((column) => xlsxCell(column, valueOf(row, column)))),
    );
  });

  it('a data package says what its CSV holds', async () => {
    const { bytes } = await exported(app, { what: 'states', format: 'datapackage' });
    const csv = await exported(app, { what: 'states', format: 'csv' });
    const entries = unzip(bytes);
    expect([...entries.keys()]).toEqual([
      'data/states.csv',
      'datapackage.json',
      'README.md',
      'LICENCE.txt',
      'CITATION.txt',
    ]);
    expect(entries.get('data/states.csv')?.equals(csv.bytes)).toBe(true);
    const { resources } = JSON.parse(String(entries.get('datapackage.json'))) as {
      resources: { bytes: number; hash: string; schema: { fields: { name: string }[] } }[];
    };
    expect(resources[0]).toMatchObject({ bytes: csv.manifest.bytes, hash: `sha256:${csv.manifest.sha256}` });
    expect(resources[0]?.schema.fields.map(({ name }) => name)).toEqual(
      csv.manifest.schema.map(({ name }) => name),
    );
  });

  it('a data package keeps the rules of Data Package, Tabular Data Resource and Table Schema (version 1)', async () => {
    for (const table of TABLES) {
      const { bytes } = await exported(app, { ...table, format: 'datapackage', labels: 'ja' });
      const entries = unzip(bytes);
      const { name, profile, licenses, resources } = JSON.parse(String(entries.get('datapackage.json'))) as {
        [member: string]: string | JsonObject[];
        licenses: JsonObject[];
        resources: JsonObject[];
      };
      // specs.frictionlessdata.io/data-package: at least one resource; a licence has a name of the Open Definition or a path.
      expect([profile, resources.length]).toEqual(['tabular-data-package', 1]);
      expect(name).toMatch(/^[-a-z0-9._/]+$/);
      for (const { name: licence, path } of licenses)
        if (licence === undefined) expect([...entries.keys()]).toContain(path);
        else expect(licence).toMatch(/^[-a-zA-Z0-9._]+$/);
      // …/data-resource and …/tabular-data-resource: a relative path without `..`, CSV in UTF-8, a schema.
      const [resource = {}] = resources;
      expect(resource).toMatchObject({ profile: 'tabular-data-resource', encoding: 'utf-8' });
      expect(resource['name']).toMatch(/^[-a-z0-9._/]+$/);
      expect(resource['path']).toMatch(/^(?![/~.])(?!.*\.\.)[^:\\]+$/);
      expect(resource['hash']).toMatch(/^sha256:[0-9a-f]{64}$/);
      const csv = entries.get(resource['path'] as string) ?? Buffer.alloc(0);
      expect(resource['bytes']).toBe(csv.length);
      // …/table-schema: the header has the fields' names, each once, and the cells have their types.
      const { fields } = resource['schema'] as { fields: { name: string; type: string }[] };
      const read = await duckdb(csv, csvReader);
      expect(read.names).toEqual(fields.map((field) => field.name));
      expect(new Set(read.names).size).toBe(fields.length);
      for (const row of read.rows)
        fields.forEach(({ type }, i) => {
          if (row[i] !== null) expect(row[i]).toMatch(TABLE_SCHEMA[type] ?? /no such type/);
        });
    }
  });

  it('no cell of CSV or XLSX is a formula', async () => {
    const { bytes, text } = await exported(app, { what: 'developments', format: 'csv' });
    expect(text).toContain(`,'=1+1,`);
    const { rows } = await duckdb(bytes, csvReader);
    expect(rows.flat().filter((cell) => /^[=+@＝]/.test(cell ?? ''))).toEqual([]);
    const xlsx = unzip((await exported(app, { what: 'facts', format: 'xlsx' })).bytes);
    expect(String(xlsx.get('xl/worksheets/sheet1.xml'))).not.toContain('<f');
  });
});

/** How cells of a type look. Source: specs.frictionlessdata.io/table-schema, "Types and Formats". */
const TABLE_SCHEMA: Record<string, RegExp> = {
  string: /^/,
  integer: /^-?\d+$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/,
};

const DUCKDB_TYPES: Record<string, string> = {
  text: 'VARCHAR',
  value: 'VARCHAR',
  json: 'VARCHAR',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
  day: 'DATE',
  instant: 'TIMESTAMP WITH TIME ZONE',
};

interface Named {
  name: string;
  type: string;
}

async function names(table: JsonObject): Promise<string[]> {
  return (await exported(app, { ...table, format: 'csv' })).manifest.schema.map(({ name }) => name);
}

/** The value of a row; JSON's null is a value, which tables distinguish from no value. */
const valueOf = (row: JsonObject, { type, name }: Named): unknown =>
  type === 'value' && row['valueType'] === 'null' ? 'null' : row[name];

/** A cell as text: JSON unchanged, the value of a field without quotes. */
function bare({ type }: Named, value: unknown): string | null {
  if (type === 'json' && value !== null) return JSON.stringify(value);
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number}`;
}

function csvCell(column: Named, value: unknown): string | null {
  const text = bare(column, value);
  if (text === '') return null; // DuckDB reads a quoted empty text as null here
  return text !== null && typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(text)
    ? `'${text}`
    : text;
}

function xlsxCell(column: Named, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return null;
  if (column.type === 'day' && (value as string) >= '1900-03-01')
    return new Date(`${value as string}T00:00:00Z`);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** The entries of a ZIP archive, by its central directory. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const size = bytes.readUInt32LE(at + 20);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + size);
    const path = bytes.toString('utf8', at + 46, at + 46 + name);
    entries.set(path, bytes.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data));
    at += 46 + name + extra + comment;
  }
  return entries;
}
