/** The database cannot be used; the message is one line that names the fix. For the operator, not for API users. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}
