import { instant, integer, json, list, map, object, oneOf, orNull, ref, text, yesOrNo } from './shapes.js';

const job = {
  id: text,
  state: oneOf('queued', 'running', 'succeeded', 'failed', 'canceled'),
  progress: object({
    done: integer,
    'total?': integer,
    rate: { type: 'number' },
    'etaSeconds?': { type: 'number' },
  }),
  'problem?': map(json),
  createdAt: instant,
  'startedAt?': instant,
  'finishedAt?': instant,
};

/** How a file of an import is read. */
const READING = { 'encoding?': text, 'delimiter?': oneOf('comma', 'semicolon', 'tab'), 'sheet?': text };

/** Schemas of answers about jobs. */
export const JOB_SCHEMAS = {
  Import: object({
    ...job,
    dryRun: yesOrNo,
    createdBy: text,
    'file?': text,
    ...READING,
    'mapping?': map(json),
    'recordedTimes?': oneOf('ignore'),
    read: integer,
    recorded: integer,
    recordedAnew: integer,
    alreadyDone: integer,
    rejected: integer,
    'behind?': integer,
    warned: integer,
    warnings: list(
      object({
        ...{ line: integer, type: oneOf('same-day-other-value'), field: text, eventId: text },
        ...{ 'externalId?': text, value: json, detail: text },
      }),
    ),
  }),
  ImportPreview: object({
    format: oneOf('ndjson', 'csv', 'xlsx'),
    ...READING,
    'sheets?': list(text),
    'columns?': list(text),
    'rows?': list(object({ line: integer, 'cells?': list(text), 'problem?': text })),
  }),
  Imports: object({ items: list(ref('Import')) }),
  Rebuild: object({ ...job, projection: text, 'same?': orNull(yesOrNo), createdBy: text }),
  Rebuilds: object({ items: list(ref('Rebuild')) }),
  ExportFile: object({ name: text, rows: integer, bytes: integer, sha256: text, expiresAt: instant }),
  Export: object({
    ...job,
    what: text,
    format: text,
    basis: map(json),
    query: map(json),
    createdBy: text,
    'file?': ref('ExportFile'),
  }),
  Exports: object({ items: list(ref('Export')) }),
  ExportChoices: object({
    items: list(
      object({
        ...{ what: text, formats: list(text), takes: list(text) },
        columns: list(object({ name: text, labels: map(text) })),
      }),
    ),
  }),
  NextRun: object({ nextRunAt: orNull(instant) }),
  ExportManifest: object({
    ...{ file: text, mediaType: text, what: text, format: text },
    ...{ rows: integer, bytes: integer, sha256: text, basis: map(json), query: map(json) },
    schema: list(object({ name: text, type: text, title: text })),
    software: object({ name: text, version: text }),
    writer: object({ name: text, version: integer }),
    ...{ licence: text, citation: text },
  }),
  ExportSchedule: object({
    ...{ id: text, cron: text, incremental: yesOrNo, request: map(json), createdBy: text },
    ...{ createdAt: instant, nextRunAt: orNull(instant) },
    ...{ lastJobId: orNull(text), lastPosition: orNull(integer) },
  }),
  ExportSchedules: object({ items: list(ref('ExportSchedule')) }),
} as const;
