/** Something in the log is not as it was recorded. */
export class Finding extends Error {
  override readonly name = 'Finding';

  /** @param position the first one that is not as it was */
  constructor(
    readonly position: number,
    detail: string,
  ) {
    super(`position ${position}: ${detail}`);
  }
}
