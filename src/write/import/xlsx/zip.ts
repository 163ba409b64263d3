import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { badLine } from '../reject.js';

/** Most bytes of an inflated part of a workbook: 1 GiB. */
const PART_LIMIT = 2 ** 30;
/** Most parts of a workbook; usually about ten, and one more per sheet. */
const PARTS_LIMIT = 10_000;

/** Opens a part of the archive by its path. @returns undefined if there is none */
export type Parts = (path: string) => Promise<Readable | undefined>;

const fromBuffer = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer);

/**
 * The parts of a ZIP archive (APPNOTE 6.3), each read only when opened.
 * @throws DomainProblem `invalid-input`
 */
export async function openZip(bytes: Buffer): Promise<Parts> {
  const entries = new Map<string, yauzl.Entry>();
  let zip: yauzl.ZipFile;
  try {
    zip = await fromBuffer(bytes, { lazyEntries: true, autoClose: false });
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject);
      zip.on('end', resolve);
      zip.on('entry', (entry: yauzl.Entry) => {
        entries.set(entry.fileName.toLowerCase(), entry);
        if (entries.size > PARTS_LIMIT) reject(new Error('it has too many parts'));
        else zip.readEntry();
      });
      zip.readEntry();
    });
  } catch (error) {
    throw badLine('', `The XLSX file is broken or was cut off: ${(error as Error).message}`);
  }
  return async (path) => {
    const entry = entries.get(path.toLowerCase());
    if (!entry) return undefined;
    if (entry.uncompressedSize > PART_LIMIT)
      throw badLine('', `${path} has more than ${PART_LIMIT} bytes when inflated; save the sheet as CSV`);
    return new Promise((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) reject(badLine('', `The XLSX file can't be read: ${error.message}`));
        else resolve(stream);
      });
    });
  };
}
