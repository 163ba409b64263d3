import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewQuery, type Tried } from '../api/changes.js';
import type { Preview } from '../api/client.js';
import { ApiProblem } from '@policy-timeline/client';

export interface TriedOut {
  /** Null: a required field is missing. */
  tried: Tried | null;
  asOf: string;
  choose: (day: string | null) => void;
  data: Preview | undefined;
  error: Error | null;
  problem: ApiProblem | null;
}

/**
 * Requests a preview of the change while the writer types; nothing is recorded.
 * @param day initial day: one on which the change is visible
 */
export function usePreview(tried: Tried | null, day: string): TriedOut {
  const [chosen, choose] = useState<string | null>(null);
  const asOf = chosen ?? day;
  const text = JSON.stringify(tried);
  const [settled] = useDebouncedValue(text, 400);
  const { data, error } = useQuery({
    ...previewQuery(tried, asOf),
    enabled: tried !== null && settled === text,
  });
  const mistake = tried === null ? null : error;
  return {
    tried,
    asOf,
    choose,
    data,
    error: mistake,
    problem: mistake instanceof ApiProblem ? mistake : null,
  };
}
