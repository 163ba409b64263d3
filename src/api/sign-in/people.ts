/** Who signed in, as the provider says. Instants are RFC 3339 UTC text. */
export interface Person {
  /** The log names the person `user:` and this id. */
  id: string;
  /** Empty: the provider's tokens give none. */
  name: string;
  firstSeenAt: string;
  lastSeenAt: string;
}

/** What a token says of a person. */
export interface Subject {
  issuer: string;
  subject: string;
  name: string;
}

/**
 * Gives people ids of our own, so that the log, which keeps everything, holds no personal data. An abstract class, so that it is its own
 * token for dependency injection.
 */
export abstract class People {
  /** The id of a person, made at the first time; keeps the newest name. */
  abstract idOf(subject: Subject): Promise<string>;
  /** All, the newest first. */
  abstract list(): Promise<Person[]>;
  /** Erases what is kept of a person; who signs in again gets another id. False if the id is unknown. */
  abstract forget(id: string): Promise<boolean>;
}
