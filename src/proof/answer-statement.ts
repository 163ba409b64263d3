import { sha256 } from './merkle/hashing.js';

/** What the log's key signs of an answer: these bytes are the answer to this question, made from the log of that size. */
export interface AnswerStatement {
  /** The question, pinned. */
  permalink: string;
  /** SHA-256 of the answer's bytes, in base64. */
  answer: string;
  size: number;
}

/**
 * The note text: the origin with `/answer`, then the members, a line each. A checkpoint can't be taken for it, nor it for a
 * checkpoint: there the second line is a number.
 */
export const statementText = (origin: string, { permalink, answer, size }: AnswerStatement): string =>
  `${origin}/answer\n${permalink}\n${answer}\n${size}\n`;

/** SHA-256 of a text's UTF-8 bytes, in base64. */
export const hashText = (text: string): string => sha256(Buffer.from(text)).toString('base64');
