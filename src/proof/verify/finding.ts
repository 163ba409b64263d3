/** Something in the log is not as it was recorded. */
export class Finding extends Error {
  override readonly name = 'Finding';

  /**
   * @param position the first one that is not as it was
   * @param isStretch it may be one of those behind it: a checkpoint tells of all it covers at once
   */
  constructor(
    readonly position: number,
    detail: string,
    readonly isStretch = false,
  ) {
    super(`position ${position}: ${detail}`);
  }
}
