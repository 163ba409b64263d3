import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The output folder of Vite; the relative path is the same from src/ and from dist/. */
const FOLDER = fileURLToPath(new URL('../../../dashboard/dist/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface BuiltFile {
  body: Buffer;
  contentType: string;
}

/** The files of the built dashboard, read once, by path below its folder; empty if it was not built. */
export async function builtFiles(folder = FOLDER): Promise<ReadonlyMap<string, BuiltFile>> {
  const files = new Map<string, BuiltFile>();
  for (const path of await pathsIn(folder)) {
    const contentType = TYPES[extname(path)];
    if (contentType !== undefined) files.set(path, { body: await readFile(join(folder, path)), contentType });
  }
  return files;
}

async function pathsIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
