import { api, type ImportJob } from '../../api/client.js';
import type { components } from '@policy-timeline/client';
import type { Mapping } from './mapping.js';

export type FilePreview = components['schemas']['ImportPreview'];

/** How to read a file; missing options are detected. */
export interface Reading {
  encoding?:
    | 'utf-8'
    | 'shift_jis'
    | 'euc-jp'
    | 'utf-16le'
    | 'utf-16be'
    | 'windows-1252'
    | 'gb18030'
    | 'big5'
    | 'euc-kr';
  delimiter?: 'comma' | 'semicolon' | 'tab';
  sheet?: string;
  recordedTimes?: 'ignore';
}

/** Bytes of a text that suffice for a preview of its first rows. */
const ENOUGH = 1 << 20;

/** @throws ApiProblem */
export function previewFile(file: File, reading: Reading): Promise<FilePreview> {
  const part = /\.(csv|tsv|txt|ndjson|jsonl)$/i.test(file.name) ? file.slice(0, ENOUGH) : file;
  return api.post('/v1/imports/preview', { query: reading, body: formOf(part, file.name, null) });
}

/** @throws ApiProblem */
export function importFile(
  file: File,
  mapping: Mapping | null,
  query: Reading & { dryRun: boolean },
): Promise<ImportJob> {
  return api.post('/v1/imports', { query, body: formOf(file, file.name, mapping) });
}

function formOf(file: Blob, name: string, mapping: Mapping | null): FormData {
  const form = new FormData();
  if (mapping) form.append('mapping', JSON.stringify(mapping));
  form.append('file', file, name);
  return form;
}
