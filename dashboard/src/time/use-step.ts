import { useEffect, useRef } from 'react';
import type { AxisModel } from './axis-model.js';

type Step = (direction: -1 | 1) => void;

/**
 * A step requested before the next points are loaded asks for them, and is made as soon as they are there.
 * @param axis its points
 */
export function useStep({ ready, prepare }: Pick<AxisModel, 'ready' | 'prepare'>, step: Step): Step {
  const waiting = useRef<-1 | 1>(undefined);
  useEffect(() => {
    if (!ready || waiting.current === undefined) return;
    const direction = waiting.current;
    waiting.current = undefined;
    step(direction);
  });
  return (direction) => {
    if (ready) step(direction);
    else {
      waiting.current = direction;
      prepare();
    }
  };
}
