import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { DomainProblem } from '../../../domain/problem.js';
import { csvTable, type CsvOptions } from './csv.js';

/** As a socket brings it: cut anywhere, also within a character. */
async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** The table in short: cells of good rows, and the problems of others, by the number of their line. */
async function read(file: Buffer | string, options: CsvOptions = {}, size = 7) {
  const bytes = Buffer.from(file);
  const table = await csvTable(inPieces(bytes, size), options);
  const rows: Record<number, string | readonly string[]> = {};
  for await (const some of table.rows)
    for (const row of some) rows[row.number] = 'cells' in row ? row.cells : row.problem.detail;
  return { encoding: table.encoding, delimiter: table.delimiter, columns: table.columns, rows };
}

const refusal = async (file: Buffer | string, options: CsvOptions = {}): Promise<string> => {
  const error: unknown = await read(file, options).catch((caught: unknown) => caught);
  if (error instanceof DomainProblem) return error.detail;
  throw new Error(`It was read: ${JSON.stringify(error)}`);
};

describe('A CSV file in the encoding that its author had', () => {
  const text = 'id,date,name,src\ncsv7,2024-01-18,木原稔,防衛省\ncsv8,2024-01-19,髙市①～,ﾄﾏﾎｰｸ\n';
  const columns = ['id', 'date', 'name', 'src'];
  const rows = {
    2: ['csv7', '2024-01-18', '木原稔', '防衛省'],
    3: ['csv8', '2024-01-19', '髙市①～', 'ﾄﾏﾎｰｸ'],
  };

  it.each([
    ['UTF-8', 'utf-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', 'utf-8', Buffer.from(`\uFEFF${text}`)],
    ['Shift_JIS of Windows (CP932)', 'shift_jis', iconv.encode(text, 'cp932')],
    ['EUC-JP', 'euc-jp', iconv.encode(text, 'euc-jp')],
    ['UTF-16, little-endian', 'utf-16le', iconv.encode(`\uFEFF${text}`, 'utf-16le')],
    ['UTF-16, big-endian', 'utf-16be', iconv.encode(`\uFEFF${text}`, 'utf-16be')],
  ])('is detected as %s, and read the same however it is cut', async (_, encoding, bytes) => {
    for (const size of [1, 2, 3, 1000]) {
      const table = await read(bytes, {}, size);
      expect(table).toEqual({ encoding, delimiter: 'comma', columns, rows });
    }
  });

  it.each([
    ['one name', 'cp932', 'shift_jis', '髙市早苗'],
    ['the names of the issue', 'cp932', 'shift_jis', '木原稔,防衛省'],
    ['the same in EUC-JP', 'euc-jp', 'euc-jp', '木原稔,防衛省'],
    ['half-width katakana', 'cp932', 'shift_jis', 'ﾄﾏﾎｰｸ ｼｭﾄｸ'],
    ['katakana', 'cp932', 'shift_jis', 'トマホーク'],
    [
      'a list of names',
      'cp932',
      'shift_jis',
      '北海道,青森県,岩手県,宮城県,秋田県,山形県,福島県,茨城県,栃木県,群馬県,埼玉県',
    ],
    ['a sentence', 'euc-jp', 'euc-jp', '次期戦闘機の第三国移転について閣議決定'],
  ])('is detected from %s in %s', async (_, codec, encoding, said) => {
    expect(await read(iconv.encode(`id\n${said}\n`, codec))).toMatchObject({ encoding });
  });

  it.each([
    [
      'French in Windows-1252',
      iconv.encode('id,nom\n1,Décision générale arrêtée\n2,L’Élysée\n', 'windows-1252'),
    ],
    ['English with a curly apostrophe', iconv.encode('id,name\n1,Japan’s missiles\n', 'windows-1252')],
    ['German', iconv.encode('id,name\n1,Beschluß über Rüstung\n2,Größe\n', 'windows-1252')],
    ['Chinese in GBK', iconv.encode('编号,日期,名称\n1,2024-01-18,国防部采购合同的一些信息\n', 'gb18030')],
    ['Korean in EUC-KR', iconv.encode('id,name\n1,국방부 계약 체결 사업 결정\n2,미사일 구매\n', 'euc-kr')],
    ['Chinese in Big5', iconv.encode('id,name\n1,國防部採購合約\n2,飛彈\n', 'big5')],
    ['Russian', iconv.encode('id,name\n1,Министерство обороны\n', 'windows-1251')],
    ['UTF-16 without a byte order mark', iconv.encode(text, 'utf-16le')],
  ])('is refused when it may be another: %s', async (_, bytes) => {
    expect(await refusal(bytes)).toContain('encoding=');
  });

  it('is read in the encoding asked for, and refused if its byte order mark says otherwise', async () => {
    const french = iconv.encode('id,nom\n1,Élysée\n', 'windows-1252');
    expect(await read(french, { encoding: 'windows-1252' })).toMatchObject({ rows: { 2: ['1', 'Élysée'] } });
    expect(await refusal(`\uFEFF${text}`, { encoding: 'shift_jis' })).toContain('byte order mark of utf-8');
  });

  it('rejects only the line with invalid bytes, in any encoding', async () => {
    for (const codec of ['utf-8', 'cp932', 'euc-jp']) {
      const good = iconv.encode('id,名前\n1,防衛省が決定\n2,閣議で決定\n', codec);
      const bytes = Buffer.concat([
        good,
        Buffer.from('3,'),
        Buffer.from([0xff, 0xff]),
        Buffer.from('\n'),
        iconv.encode('4,延期\n', codec),
      ]);
      const encoding = codec === 'cp932' ? 'shift_jis' : codec;
      const { rows: found } = await read(bytes, { encoding } as CsvOptions);
      expect(found).toMatchObject({ 2: ['1', '防衛省が決定'], 3: ['2', '閣議で決定'], 5: ['4', '延期'] });
      expect(found[4]).toContain(`"名前" has bytes that are no characters of ${encoding}`);
    }
    const cut = iconv.encode('\uFEFFid,名前\n1,防\n', 'utf-16le').subarray(0, -1);
    expect((await read(cut)).rows[2]).toContain('no characters of utf-16le');
    const half = Buffer.concat([
      iconv.encode('\uFEFFid\n', 'utf-16le'),
      Buffer.from([0x3d, 0xd8, 0x0a, 0x00]),
    ]);
    expect((await read(half)).rows[2]).toContain('no characters of utf-16le');
  });

  it('keeps a U+FFFD that is in the file, and makes none', async () => {
    const bytes = Buffer.concat([Buffer.from('id,name\n1,a\uFFFDb\n2,\uFFFD'), Buffer.from([0xe9, 0x0a])]);
    const { rows: found } = await read(bytes, { encoding: 'utf-8' });
    expect(found[2]).toEqual(['1', 'a\uFFFDb']);
    expect(found[3]).toContain('no characters of utf-8');
    const wide = iconv.encode('\uFEFFid\na\uFFFD😀b\n', 'utf-16be');
    for (const size of [1, 2, 3]) expect((await read(wide, {}, size)).rows[2]).toEqual(['a\uFFFD😀b']);
  });
});

describe('The rows of a CSV file', () => {
  it.each([
    ['comma', 'id,"a;b",c\n1,"x;y;z;z",3\n', ['1', 'x;y;z;z', '3']],
    ['semicolon', 'id;a,b;c\n1;2,5;3\n', ['1', '2,5', '3']],
    ['tab', 'id\ta,b\tc\n1\tx,y\t3\n', ['1', 'x,y', '3']],
  ])('are told apart by the delimiter of the header: %s', async (delimiter, file, cells) => {
    expect(await read(file)).toMatchObject({ delimiter, rows: { 2: cells } });
  });

  it('are separated by the requested delimiter', async () => {
    expect(await read('a;b,c\n1;2,3\n', { delimiter: 'comma' })).toMatchObject({ columns: ['a;b', 'c'] });
  });

  it('may end with LF, CR LF or CR, and the last one with nothing', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { columns, rows } = await read(['a,b', '1,"x,y"', '', '2,z'].join(end));
      expect([columns, rows]).toEqual([['a', 'b'], { 2: ['1', 'x,y'], 4: ['2', 'z'] }]);
    }
  });

  it('are left out if they have only delimiters and blanks, also above the header', async () => {
    const { columns, rows } = await read(',,\n\na,b,c\n1,2,3\n,,\n , ,\n\t\n4,5,6\n,,');
    expect([columns, rows]).toEqual([['a', 'b', 'c'], { 4: ['1', '2', '3'], 8: ['4', '5', '6'] }]);
  });

  it('are lost alone when they have too few cells or too many', async () => {
    const { rows } = await read('a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n');
    expect(rows[3]).toBe('This row has 2 cells, and the header has 3 columns');
    expect(rows[4]).toBe('This row has 4 cells, and the header has 3 columns');
    expect([rows[2], rows[5]]).toEqual([
      ['1', '2', '3'],
      ['10', '11', '12'],
    ]);
  });

  it('have quotes that are doubled, and line breaks within quotes', async () => {
    const { rows } = await read('a,b\n1,"say ""yes"""\n2,"two\r\nlines\n"\n3,"\n"\n4,""\n');
    expect(rows).toEqual({
      2: ['1', 'say "yes"'],
      3: ['2', 'two\r\nlines\n'],
      6: ['3', '\n'],
      8: ['4', ''],
    });
  });

  it.each([
    ['within a cell', '5,a 12" gun', 'A quote (")'],
    ['two within a cell', '5,a "big" gun', 'A quote (")'],
    ['behind a quoted cell', '5,"a"b', 'A quote (")'],
    ['one after another', '5,a 12" gun\n5,a 12" gun', 'misplaced'],
    ['that is opened and never closed', '5,"a gun', 'A quote (")'],
  ])('are lost alone when a quote is stray: %s', async (_, stray, detail) => {
    const good = (n: number) => `${String(n)},"a ""good"" one"\n${String(n + 1)},plain\n`;
    for (const size of [5, 10_000]) {
      const { rows } = await read(`id,b\n${good(1)}${good(3)}${stray}\n${good(6)}${good(8)}`, {}, size);
      const last = 9 + stray.split('\n').length;
      expect(Object.keys(rows)).toHaveLength(last - 1);
      expect(rows[6]).toContain(detail);
      expect([rows[5], rows[last - 3], rows[last]]).toEqual([
        ['4', 'plain'],
        ['6', 'a "good" one'],
        ['9', 'plain'],
      ]);
    }
  });

  it('are read on behind a quote that nothing closes, though there is much to look through', async () => {
    const many = Array.from({ length: 200_000 }, (_, n) => `${String(n)},plain\n`).join('');
    const { rows } = await read(`id,b\nx,"never closed\n${many}`, {}, 65_536);
    expect(rows[2]).toContain('none closes it');
    expect(Object.keys(rows)).toHaveLength(200_001);
    expect(rows[200_002]).toEqual(['199999', 'plain']);
  });

  it('are lost alone when they are longer than a line may be', async () => {
    const { rows } = await read(`id,b\n1,${'x'.repeat(1_100_000)}\n2,y\n`, {}, 65_536);
    expect(rows[2]).toContain('1048576 bytes');
    expect(rows[3]).toEqual(['2', 'y']);
  });

  it('need a header that can be read', async () => {
    expect(await refusal('')).toContain('The file is empty');
    expect(await refusal('a"b,c\n1,2\n')).toContain('The header (line 1): A quote');
    expect(await refusal(Buffer.from([0x61, 0xff, 0x0a]), { encoding: 'utf-8' })).toContain(
      'The header (line 1)',
    );
  });
});
