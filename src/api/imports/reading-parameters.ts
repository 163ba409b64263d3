import { DELIMITERS, type Delimiter } from '../../write/import/tables/csv.js';
import { ENCODINGS, readEncoding } from '../../write/import/tables/encoding.js';
import type { ReadingOptions } from '../../write/import/import-source.js';
import { mappingOf } from '../../write/import/tables/mapping.js';
import { choice, parameter, text, type ValuesOf } from '../../domain/values/parameter.js';

const encoding = parameter(
  'Of a CSV file; else it is detected: UTF-8, UTF-16 with a byte order mark, Shift_JIS or EUC-JP',
  { type: 'string', enum: [...ENCODINGS] },
  readEncoding,
);

/** How the file of a request is to be read. */
export const READING = {
  encoding,
  delimiter: choice(
    Object.keys(DELIMITERS) as Delimiter[],
    'Of a CSV file; else the one that is most often found in its header',
  ),
  sheet: text('Of an XLSX file, by its name; else the first one that has rows'),
  recordedTimes: choice(
    ['keep', 'ignore'],
    'ignore: leave out when lines say they were recorded; they are recorded now',
  ),
};

export function readingOf(
  { encoding, delimiter, sheet, recordedTimes }: ValuesOf<typeof READING>,
  mapping?: Buffer,
): ReadingOptions {
  return {
    ...{ encoding, delimiter, sheet, ignoreRecordedTimes: recordedTimes === 'ignore' },
    mapping: mapping && mappingOf(mapping, 'The mapping'),
  };
}
