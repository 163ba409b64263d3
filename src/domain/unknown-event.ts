/** An event was written by a later version of this program, which knows a kind or a schema version that this one does not. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}
