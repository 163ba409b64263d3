/** The refusal of a date text. `message` names the mistake, `hint` gives the right form with an example. */
export class EdtfError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    /** JSON pointer to the wrong part of a fiscal-year object; empty for the whole value. */
    readonly pointer = '',
  ) {
    super(message);
    this.name = 'EdtfError';
  }
}
