import { open } from 'node:fs/promises';
import { inflated } from './input.js';

const NEW_LINE = 10;

/** Writes the upload to a file and inflates it at the same time. @returns the number of its lines */
export async function spool(raw: AsyncIterable<Buffer>, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let lines = 0;
    let last = NEW_LINE;
    for await (const chunk of inflated(written(raw, file))) {
      for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) lines += 1;
      last = chunk.at(-1) ?? last;
    }
    await file.sync();
    return last === NEW_LINE ? lines : lines + 1;
  } finally {
    await file.close();
  }
}

async function* written(
  raw: AsyncIterable<Buffer>,
  file: { write: (chunk: Buffer) => Promise<unknown> },
): AsyncGenerator<Buffer> {
  for await (const chunk of raw) {
    await file.write(chunk);
    yield chunk;
  }
}
