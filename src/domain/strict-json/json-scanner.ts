import { isExactNumber } from './exact-number.js';
import { type JsonMistake, mistakeAt, pointerOf } from './json-mistake.js';

/** Most nested objects and arrays; real bodies nest about 6 deep. */
const MAX_DEPTH = 32;
/** Enough to correct a body in one step, few enough that the answer to a senseless body stays small. */
const MAX_MISTAKES = 20;

const [TAB, LF, CR, BLANK, QUOTE, BACKSLASH] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x5c];
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const LITERAL = /true|false|null/y;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** An object or array being read; `at` is the current member's name or element's index. */
interface Container {
  names: Set<string> | null;
  at: string | number;
}

/** Ends the scan: after a syntax error the rest has no meaning, and after many mistakes more are of no help. */
class Stop extends Error {
  constructor(readonly mistakes: readonly JsonMistake[]) {
    super('The scan ends here');
  }
}

/** Walks one JSON text in a loop, with its own stack, and collects the mistakes (see parseStrictJson). */
export class JsonScanner {
  private offset = 0;
  private readonly open: Container[] = [];
  private readonly mistakes: JsonMistake[] = [];

  constructor(private readonly text: string) {}

  scan(): readonly JsonMistake[] {
    try {
      this.space();
      do this.value();
      while (this.hasNext());
      if (this.offset < this.text.length) this.stop('The text goes on after the end of its value');
      return this.mistakes;
    } catch (error) {
      if (error instanceof Stop) return error.mistakes;
      throw error;
    }
  }

  /** Reads a value, or opening brackets down to the first value. */
  private value(): void {
    for (;;) {
      const first = this.text[this.offset];
      if (first === '{') {
        this.enter({ names: new Set(), at: '' });
        if (this.text[this.offset] === '}') return;
        this.name();
      } else if (first === '[') {
        this.enter({ names: null, at: 0 });
        if (this.text[this.offset] === ']') return;
      } else {
        this.scalar(first);
        this.space();
        return;
      }
    }
  }

  /** Reads what follows a value; true if another value comes next. */
  private hasNext(): boolean {
    for (;;) {
      const container = this.open.at(-1);
      if (container === undefined) return false;
      const sign = this.text[this.offset];
      if (sign === ',') {
        this.skip(1);
        if (typeof container.at === 'number') container.at++;
        else this.name();
        return true;
      }
      if (sign !== (container.names ? '}' : ']'))
        this.stop(`Expected a comma or ${container.names ? '}' : ']'}`);
      this.open.pop();
      this.skip(1);
    }
  }

  private enter(container: Container): void {
    if (this.open.length === MAX_DEPTH)
      this.stop(`Objects and arrays may be nested at most ${MAX_DEPTH} deep`, this.pointer());
    this.open.push(container);
    this.skip(1);
  }

  private name(): void {
    const start = this.offset;
    if (this.text[start] !== '"') this.stop('Expected a name in double quotes');
    const name = this.string();
    const container = this.open.at(-1);
    if (container?.names) {
      container.at = name;
      if (container.names.has(name)) this.note(start, 'The same name is given twice in one object');
      if (name === '__proto__') this.note(start, 'The name __proto__ is not allowed');
      this.noteCharacters(start, name);
      container.names.add(name);
    }
    this.space();
    if (this.text[this.offset] !== ':') this.stop('Expected a colon after the name');
    this.skip(1);
  }

  private scalar(first: string | undefined): void {
    const start = this.offset;
    if (first === '"') {
      this.noteCharacters(start, this.string());
    } else if (this.take(NUMBER)) {
      const token = this.text.slice(start, this.offset);
      if (!isExactNumber(token)) this.note(start, inexact(token));
    } else if (!this.take(LITERAL)) {
      this.stop(start === this.text.length ? 'The text ends too early' : 'Expected a JSON value');
    }
  }

  /** Reads a string from its opening quote; JSON.parse gets only this string, never more. */
  private string(): string {
    const start = this.offset++;
    let plain = true;
    for (;;) {
      this.plainText();
      const sign = this.text[this.offset];
      if (sign === '"') break;
      if (sign === '\0') this.stop('The character NUL is not allowed');
      if (sign === undefined) this.stop('The text ends within a string');
      if (sign !== '\\') this.stop('A control character in a string must be escaped');
      if (!this.take(ESCAPE)) this.stop('Not an escape of JSON');
      plain = false;
    }
    this.offset++;
    if (plain) return this.text.slice(start + 1, this.offset - 1);
    return JSON.parse(this.text.slice(start, this.offset)) as string;
  }

  /** Only an escape, which is longer than its character, can contain what the text itself cannot. */
  private noteCharacters(start: number, string: string): void {
    if (string.length === this.offset - start - 2) return;
    if (string.includes('\0')) this.note(start, 'The character NUL is not allowed');
    if (LONE_SURROGATE.test(string)) this.note(start, 'Half of a surrogate pair is not a character');
  }

  private skip(characters: number): void {
    this.offset += characters;
    this.space();
  }

  // Both loop over character codes: a pattern at every token would cost more than the rest of the scan.
  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.offset);
      if (code !== BLANK && code !== LF && code !== CR && code !== TAB) return;
      this.offset++;
    }
  }

  /** Reads up to a quote, a backslash, a control character or the end. */
  private plainText(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.offset);
      if (!(code >= BLANK) || code === QUOTE || code === BACKSLASH) return;
      this.offset++;
    }
  }

  /** Advances over a match at this offset; false if there is none. */
  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    if (!pattern.test(this.text)) return false;
    this.offset = pattern.lastIndex;
    return true;
  }

  private pointer(): string {
    return pointerOf(this.open.map((container) => container.at));
  }

  private note(start: number, detail: string): void {
    this.mistakes.push(mistakeAt(this.text, start, this.pointer(), detail));
    if (this.mistakes.length === MAX_MISTAKES) throw new Stop(this.mistakes);
  }

  /** A syntax error has a line and a column, but no pointer. */
  private stop(detail: string, pointer = ''): never {
    throw new Stop([mistakeAt(this.text, this.offset, pointer, detail)]);
  }
}

function inexact(token: string): string {
  const nearest = Number(token);
  const given = token.length > 40 ? `${token.slice(0, 40)}…` : token;
  const instead = Number.isFinite(nearest) ? `would be read as ${nearest}` : 'is too large';
  return `The number ${given} ${instead}: numbers are doubles here; give exact ones as a string`;
}
