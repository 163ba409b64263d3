/** A line of a file as bytes, without its end; null: it is longer than the limit, and its bytes were dropped. */
export interface RawLine {
  number: number;
  bytes: Buffer | null;
}

/** Most bytes of a line: 1 MiB, as for a request. */
export const LINE_LIMIT = 1 << 20;

/**
 * Splits a stream into lines at LF, or at CR as old Macs do; a CR before LF stays, because JSON treats it as white space.
 * Memory holds one chunk and one line of up to LINE_LIMIT bytes. The rest after the last line end is a line only if the stream
 * ended without an error.
 *
 * @returns the lines of a chunk together: awaiting each line separately would take as long as parsing it
 */
export async function* splitLines(
  stream: AsyncIterable<Buffer>,
  end: '\n' | '\r' = '\n',
): AsyncGenerator<RawLine[]> {
  const endByte = end.charCodeAt(0);
  let parts: Buffer[] = [];
  let length = 0;
  let number = 1;
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= LINE_LIMIT) parts.push(part);
    else parts = [];
  };
  const line = (): RawLine => {
    const bytes =
      length > LINE_LIMIT ? null : parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    parts = [];
    length = 0;
    return { number: number++, bytes };
  };
  for await (const chunk of stream) {
    const lines: RawLine[] = [];
    let start = 0;
    for (let at = chunk.indexOf(endByte); at >= 0; at = chunk.indexOf(endByte, start)) {
      take(chunk.subarray(start, at));
      lines.push(line());
      start = at + 1;
    }
    take(chunk.subarray(start));
    yield lines;
  }
  if (length > 0) yield [line()];
}
