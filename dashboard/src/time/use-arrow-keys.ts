import { useEffect } from 'react';

type Step = (direction: -1 | 1) => void;

/** ← and → step through days, with Shift through knowledge, wherever the arrow keys have no other meaning. */
export function useArrowKeys(toDay: Step, toInstant: Step): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, shiftKey, altKey, ctrlKey, metaKey, target } = event;
      if (
        (key !== 'ArrowLeft' && key !== 'ArrowRight') ||
        altKey ||
        ctrlKey ||
        metaKey ||
        needsArrows(target)
      )
        return;
      event.preventDefault();
      (shiftKey ? toInstant : toDay)(key === 'ArrowLeft' ? -1 : 1);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  });
}

const needsArrows = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [role=dialog], [role=menu], [role=tablist], .scrolls') !== null;
