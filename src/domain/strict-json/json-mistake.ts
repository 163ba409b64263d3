/** A mistake in a JSON text; `line` and `column` count from 1, in UTF-16 code units. */
export interface JsonMistake {
  /** RFC 6901: the wrong value or member; '' is the whole text. */
  pointer: string;
  detail: string;
  line: number;
  column: number;
}

/** A mistake at an offset of the text. */
export function mistakeAt(text: string, offset: number, pointer: string, detail: string): JsonMistake {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { pointer, detail, line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** A JSON pointer (RFC 6901) from its unescaped parts. */
export function pointerOf(parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
