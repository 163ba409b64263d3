/**
 * Returns the beginning of a stream, and the whole stream unread.
 * @param size bytes of the beginning, unless the stream is shorter
 */
export async function peek(
  stream: AsyncIterable<Buffer>,
  size: number,
): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
  const source = stream[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  for (let length = 0; length < size;) {
    const next = await source.next();
    if (next.done === true) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  return { head: Buffer.concat(chunks), all: chain(chunks, source) };
}

async function* chain(chunks: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
