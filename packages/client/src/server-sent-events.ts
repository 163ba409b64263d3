/** What a stream said: an event, or only how far it is (`id` without data). */
export interface ServerSent {
  id?: string;
  /** The lines of data, joined. */
  data?: string;
  /** Milliseconds before a new connection, if the stream asks for a time. */
  retry?: number;
}

/** Reads server-sent events (WHATWG HTML, section 9.2.6). What is not ended by an empty line when the stream ends is dropped. */
export async function* serverSentEvents(
  body: ReadableStream<Uint8Array>,
  /** Called with each part that arrives, comments included. */
  heard: () => void,
): AsyncGenerator<ServerSent> {
  let lines: string[] = [];
  for await (const line of linesOf(body, heard)) {
    if (line !== '') lines.push(line);
    else if (lines.length > 0) {
      yield said(lines);
      lines = [];
    }
  }
}

/** Lines end in CR LF, LF or CR. */
async function* linesOf(body: ReadableStream<Uint8Array>, heard: () => void): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard();
      rest += decoder.decode(value, { stream: true });
      // A CR at the end may be the first half of a CR LF.
      const complete = /^[^]*(?:\n|\r(?=[^\n]))/.exec(rest)?.[0] ?? '';
      rest = rest.slice(complete.length);
      yield* complete.split(/\r\n|\n|\r/).slice(0, -1);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function said(lines: readonly string[]): ServerSent {
  const result: ServerSent = {};
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
    if (name === 'id') result.id = value;
    if (name === 'retry' && /^\d+$/.test(value)) result.retry = Number(value);
    if (name === 'data') result.data = result.data === undefined ? value : `${result.data}\n${value}`;
  }
  return result;
}
