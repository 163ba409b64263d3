import { sha256 } from './merkle/hashing.js';

/** The signed statement about an answer: these bytes are the answer to this query, made from the log of this size. */
export interface AnswerStatement {
  /** The pinned query. */
  permalink: string;
  /** SHA-256 of the answer's bytes, in base64. */
  answer: string;
  size: number;
}

/**
 * The note text: the origin with `/answer`, then the members, one per line. It cannot be confused with a checkpoint, whose
 * second line is a number.
 */
export const statementText = (origin: string, { permalink, answer, size }: AnswerStatement): string =>
  `${origin}/answer\n${permalink}\n${answer}\n${size}\n`;

/** SHA-256 of a text's UTF-8 bytes, in base64. */
export const hashText = (text: string): string => sha256(Buffer.from(text)).toString('base64');
