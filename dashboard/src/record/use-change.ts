import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiProblem, newIdempotencyKey } from '@policy-timeline/client';
import type { Words } from '../words/en.js';

export interface Recorded {
  position: number;
}

/** The headers of a safe change: a repetition gets the first answer, and only the version seen by the writer is changed. */
export interface Guards {
  'Idempotency-Key': string;
  'If-Match': string;
}

export interface ChangeUnderWay {
  /** @param version the version that the writer has seen */
  submit: (version: number) => void;
  pending: boolean;
  problem: ApiProblem | null;
  error: Error | null;
}

/**
 * Sends a change. The same content always has the same idempotency key, so a double click, or a repetition after a lost answer,
 * records nothing twice.
 */
export function useChange(
  content: unknown,
  send: (guards: Guards) => Promise<Recorded>,
  done: (recorded: Recorded) => void,
): ChangeUnderWay {
  const client = useQueryClient();
  const key = JSON.stringify(content);
  const idempotencyKey = useMemo(newIdempotencyKey, [key]);
  const mutation = useMutation({
    mutationFn: (version: number) =>
      send({ 'Idempotency-Key': idempotencyKey, 'If-Match': `"${String(version)}"` }),
    onSuccess: async (recorded) => {
      await client.invalidateQueries();
      done(recorded);
    },
  });
  const problem = mutation.error instanceof ApiProblem ? mutation.error : null;
  return { submit: mutation.mutate, pending: mutation.isPending, problem, error: mutation.error };
}

/** The problems of a refusal, by JSON pointer into the sent body, with the nearest match if there is one. */
export function errorsByPointer(problem: ApiProblem | null, words: Words): Record<string, string> {
  const errors = problem?.document.errors ?? [];
  return Object.fromEntries(
    errors.flatMap(({ pointer, detail, didYouMean }) => {
      const meant = didYouMean === undefined ? '' : `. ${words.didYouMean(didYouMean)}`;
      return pointer === undefined ? [] : [[pointer, detail + meant]];
    }),
  );
}
