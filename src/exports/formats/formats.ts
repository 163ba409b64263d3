import type { What } from '../tables/table.js';
import { csv } from './csv.js';
import { dataPackage } from './data-package.js';
import { jsonLd } from './json-ld.js';
import { ndjson } from './ndjson.js';
import { parquet } from './parquet.js';
import { timelinejs } from './timelinejs.js';
import type { Writer } from './writer.js';
import { xlsx } from './xlsx.js';

const writers = { csv, ndjson, parquet, xlsx, jsonld: jsonLd, datapackage: dataPackage, json: timelinejs };
export type Format = keyof typeof writers;

/** The file formats by the names that requests use. */
export const WRITERS: Readonly<Record<Format, Writer>> = writers;
export const FORMATS = Object.keys(writers) as [Format, ...Format[]];

/** The formats that can hold a table: the default, all that hold every table, and those made for this one. */
export function formatsOf(what: What): readonly Format[] {
  const made = FORMATS.filter((name) => WRITERS[name].onlyFor === what);
  const isDefault = (name: Format) => WRITERS[name].unlessAsked === true;
  return [
    ...made.filter(isDefault),
    ...FORMATS.filter((name) => WRITERS[name].onlyFor === undefined),
    ...made.filter((name) => !isDefault(name)),
  ];
}
