import type { Format } from '../export-request.js';
import { csv } from './csv.js';
import { dataPackage } from './data-package.js';
import { jsonLd } from './json-ld.js';
import { ndjson } from './ndjson.js';
import { parquet } from './parquet.js';
import { timelinejs } from './timelinejs.js';
import type { Writer } from './writer.js';
import { xlsx } from './xlsx.js';

export const WRITERS: Readonly<Record<Format, Writer>> = {
  csv,
  ndjson,
  parquet,
  xlsx,
  jsonld: jsonLd,
  datapackage: dataPackage,
  json: timelinejs,
};
