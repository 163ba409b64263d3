import { useEffect, useRef } from 'react';

type Step = (direction: -1 | 1) => void;

/** A step requested before the next points are loaded is made as soon as they are, so that a key press is not lost on a slow network. */
export function useStep(ready: boolean, step: Step): Step {
  const waiting = useRef<-1 | 1>(undefined);
  useEffect(() => {
    if (!ready || waiting.current === undefined) return;
    const direction = waiting.current;
    waiting.current = undefined;
    step(direction);
  });
  return (direction) => {
    if (ready) step(direction);
    else waiting.current = direction;
  };
}
