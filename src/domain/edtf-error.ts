/** A date text that is refused. `message` says what is wrong, `hint` how to write it instead, with an example. */
export class EdtfError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    /** JSON pointer to the wrong part of a fiscal-year object; empty when the whole value is meant. */
    readonly pointer = '',
  ) {
    super(message);
    this.name = 'EdtfError';
  }
}
