import type { DevelopmentInput } from '../../domain/bodies/development.js';
import type { RegistrationInput } from '../../domain/bodies/registration.js';
import type { RetractionInput } from '../../domain/bodies/retraction.js';
import type { JsonObject } from '../../domain/json.js';

export interface AnyLine {
  /** From 1. */
  number: number;
  /** UTC, six decimals; given in a backfill, else null. */
  recordedAt: string | null;
  /** What the same request over HTTP would have said: the digest is made of it. */
  body: JsonObject;
  /** Of the event that the line becomes, if it does. */
  eventId: string;
  /** Names a development that has no externalId: the digest of the whole line. */
  ownName: string;
}

export interface PolicyLine extends AnyLine {
  type: 'policy';
  input: RegistrationInput;
}
export interface RecordLine extends AnyLine {
  type: 'record';
  policyId: string;
  input: DevelopmentInput;
}
/** `target` is an externalId. */
export interface CorrectLine extends AnyLine {
  type: 'correct';
  target: string;
  input: DevelopmentInput;
}
export interface RetractLine extends AnyLine {
  type: 'retract';
  target: string;
  input: RetractionInput;
}

/** A line that by itself is in order; whether it fits what is known of its policy is yet to be decided. */
export type ImportLine = PolicyLine | RecordLine | CorrectLine | RetractLine;

export const externalIdOfLine = (line: ImportLine): string | undefined => {
  if (line.type === 'policy') return undefined;
  return line.type === 'retract' ? line.input.externalId : line.input.data.externalId;
};
