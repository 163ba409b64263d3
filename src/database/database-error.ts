/** The database cannot be used as it is; the message is one line that names the fix. Meant for the operator, not for API users. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}
