import { nearest } from '../../domain/nearest.js';

/**
 * Encodings of CSV files, by their IANA names. `shift_jis` is read as Windows does (Windows-31J, CP932), with 髙, ① and ～.
 * UTF-16 is detected by its byte order mark unless it is named.
 */
export const ENCODINGS = [
  'utf-8',
  'shift_jis',
  'euc-jp',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'gb18030',
  'big5',
  'euc-kr',
] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** Other common names of these encodings. */
const ALIASES: ReadonlyMap<string, Encoding> = new Map([
  ['utf8', 'utf-8'],
  ['cp932', 'shift_jis'],
  ['ms932', 'shift_jis'],
  ['sjis', 'shift_jis'],
  ['shift-jis', 'shift_jis'],
  ['windows-31j', 'shift_jis'],
  ['eucjp', 'euc-jp'],
  ['utf-16', 'utf-16le'], // a byte order mark of utf-16be has precedence
  ['cp1252', 'windows-1252'],
  ['gbk', 'gb18030'],
  ['gb2312', 'gb18030'],
]);

export type EncodingReading =
  | { value: Encoding }
  | { mistake: { detail: string; allowed: readonly string[]; didYouMean?: string | undefined } };

/** The encoding of this name, in any case; common names such as `cp932` and `windows-31j` are accepted. */
export function readEncoding(name: string): EncodingReading {
  const lower = name.toLowerCase();
  const value = ENCODINGS.find((each) => each === lower) ?? ALIASES.get(lower);
  if (value !== undefined) return { value };
  return {
    mistake: {
      detail: `Give one of: ${ENCODINGS.join(', ')}`,
      allowed: ENCODINGS,
      didYouMean: nearest(lower, ENCODINGS),
    },
  };
}
