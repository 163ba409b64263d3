/** A part of the log differs from what was recorded. */
export class Finding extends Error {
  override readonly name = 'Finding';

  /**
   * @param position the first differing one
   * @param isStretch a later position may be the differing one: a checkpoint covers a whole range
   */
  constructor(
    readonly position: number,
    detail: string,
    readonly isStretch = false,
  ) {
    super(`position ${position}: ${detail}`);
  }
}
