import { useState } from 'react';
import type { Warning } from '../api/client.js';
import type { Draft } from './draft.js';

export const SAME_DAY_WAYS = ['follows', 'contradicts', 'corrects'] as const;
export type SameDayWay = (typeof SAME_DAY_WAYS)[number];

export interface SameDay {
  /** What the development would silently replace; still known once an answer has made the service fall silent. */
  warnings: readonly Warning[];
  answer: SameDayWay | null;
  choose: (way: SameDayWay) => void;
  /** The development is another one now. */
  forget: () => void;
}

/**
 * What the writer means by saying otherwise of a day that another source has spoken of.
 * @param found the warnings of the last try; undefined: there was none
 */
export function useSameDay(
  found: readonly Warning[] | undefined,
  draft: Draft | null,
  change: (draft: Draft) => void,
): SameDay {
  const [answer, setAnswer] = useState<SameDayWay | null>(null);
  const [asked, setAsked] = useState<readonly Warning[]>([]);
  const told = answer === null || (found?.length ?? 0) > 0 ? (found ?? []) : asked;
  if (JSON.stringify(told) !== JSON.stringify(asked)) setAsked(told);
  return {
    warnings: told,
    answer,
    choose: (way) => {
      if (!draft) return;
      setAnswer(way);
      change({
        ...draft,
        // Without a sequence an entry counts as 0, so that 1 comes after it.
        sequence: way === 'follows' ? draft.sequence || '1' : answer === 'follows' ? '' : draft.sequence,
        contradicts: way === 'contradicts' ? [...new Set(told.map(({ eventId }) => eventId))] : [],
      });
    },
    forget: () => {
      setAnswer(null);
    },
  };
}
