import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';

interface TrackProps {
  label: string;
  now: number;
  min: number;
  max: number;
  /** The text of the position for screen readers. */
  text: string;
  /** Where the cursor is, 0 to 1; undefined: not known yet. */
  at: number | undefined;
  step: (direction: -1 | 1) => void;
  choose: (share: number) => void;
  children: ReactNode;
}

/** A line with a cursor: arrow keys move from development to development, a click moves anywhere. */
export function Track({ label, now, min, max, text, at, step, choose, children }: TrackProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (direction === undefined || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    step(direction);
  };
  const onClick = ({ clientX, currentTarget }: MouseEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    choose(Math.min(1, Math.max(0, (clientX - left) / width)));
  };
  return (
    <div
      className="track"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={Math.round(now)}
      aria-valuemin={Math.round(min)}
      aria-valuemax={Math.round(max)}
      aria-valuetext={text}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {children}
      {at !== undefined && <span className="cursor" style={{ left: `${String(at * 100)}%` }} />}
    </div>
  );
}

const DIRECTIONS: Readonly<Record<string, -1 | 1>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
};
