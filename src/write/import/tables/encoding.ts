import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { nearest } from '../../../domain/nearest.js';
import { badLine } from '../reject.js';

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

type EncodingReading =
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

/** Byte order marks (Unicode 16.0, section 23.8). */
const MARKS: readonly [Encoding, Buffer][] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];

/** Upper bound of the share of unreadable lines among those that are not ASCII. */
const UNREADABLE = 0.1;

const HELP = 'say which it is: encoding=shift_jis, euc-jp, utf-16le, windows-1252 …';

function encodingByMark(head: Buffer): Encoding | undefined {
  return MARKS.find(([, mark]) => head.subarray(0, mark.length).equals(mark))?.[0];
}

/**
 * The encoding for reading a file: the requested one, unless its byte order mark contradicts it, or the detected one.
 * @throws DomainProblem `invalid-input` for a byte order mark that contradicts the request, and for a text whose encoding is
 *   uncertain
 */
export function encodingToRead(head: Buffer, asked: Encoding | undefined): Encoding {
  if (asked === undefined) return detectEncoding(head);
  const marked = encodingByMark(head);
  if (marked === undefined) return asked;
  const family = 'utf-16'.length;
  if (marked.slice(0, family) === asked.slice(0, family)) return marked;
  throw badLine('', `The file begins with the byte order mark of ${marked}; it is not ${asked}`);
}

/**
 * Detects the encoding from the beginning of a text: a byte order mark; else UTF-8 if most lines are valid in it, because text
 * in other encodings rarely is; else EUC-JP or Shift_JIS if the decoded text looks Japanese.
 *
 * @param head the first bytes of the file, or all of them
 * @throws DomainProblem `invalid-input` if uncertain, because wrongly decoded text would be recorded permanently
 */
function detectEncoding(head: Buffer): Encoding {
  const marked = encodingByMark(head);
  if (marked) return marked;
  if (head.includes(0))
    throw badLine('', `The file has NUL bytes. If it is UTF-16 without a byte order mark, ${HELP}`);
  const lines = foreignLines(head);
  if (lines.length === 0 || lines.filter(isUtf8).length * 2 >= lines.length) return 'utf-8';
  for (const encoding of ['euc-jp', 'shift_jis'] as const) {
    const texts = lines.map((line) => iconv.decode(line, encoding));
    const readable = texts.filter((text) => !text.includes('\uFFFD'));
    if (readable.length < lines.length * (1 - UNREADABLE)) continue;
    if (looksJapanese(readable.join('\n'), encoding)) return encoding;
    break; // text in EUC-JP always decodes to half-width katakana in Shift_JIS
  }
  throw badLine('', `The file is not UTF-8, and its encoding can't be told for certain; ${HELP}`);
}

/** The complete lines that are not pure ASCII. */
function foreignLines(head: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let foreign = false;
  let start = 0;
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at] as number;
    if (byte >= 0x80) foreign = true;
    if (byte !== 10 && byte !== 13) continue;
    if (foreign) lines.push(head.subarray(start, at));
    foreign = false;
    start = at + 1;
  }
  if (foreign) lines.push(head.subarray(start)); // may end within a character, which one line of many may do
  return lines;
}

/** EUC-JP text with kanji only counts as Japanese up to this many different ones; longer Japanese text always has some kana. */
const WITHOUT_KANA = 12;

/**
 * Whether a text looks Japanese, and not like another language in a wrong encoding. Western letters decode to single kanji
 * among ASCII; Chinese to many rare kanji (JIS level 2, rows 48 to 84) or to kanji among half-width katakana; Korean, which
 * shares the bytes of EUC-JP, to kanji only.
 */
function looksJapanese(text: string, encoding: Encoding): boolean {
  if (/\p{Co}/u.test(text)) return false;
  const runs = text.match(/[^\0-\x7f]+/gu) ?? [];
  const single = runs.filter(
    (run) => run.length === 1 && !/[\u3000-\u30ff\uff00-\uff60\u2460-\u2473]/u.test(run),
  );
  if (single.length * 2 > runs.length) return false;
  const kanji = text.match(/\p{Script=Han}/gu) ?? [];
  const rare = kanji.filter((each) => (iconv.encode(each, 'euc-jp')[0] ?? 0) >= 0xd0);
  const beside = text.match(/[\uff66-\uff9f]\p{Script=Han}|\p{Script=Han}[\uff66-\uff9f]/gu) ?? [];
  if (rare.length * 3 > kanji.length || beside.length * 3 > kanji.length) return false;
  return encoding !== 'euc-jp' || new Set(kanji).size <= WITHOUT_KANA || /[\u3041-\u30fa]/u.test(text);
}
