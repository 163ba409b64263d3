import type { ReactNode } from 'react';
import { useLanguage } from '../words/language.js';
import { pointNumber, type AxisMark, type AxisModel } from './axis-model.js';
import { dayText } from './days.js';
import { spread } from './scale.js';
import { ticksOf } from './ticks.js';
import { Track } from './track.js';

interface AxisRowProps {
  /** Shows the cursor's position in words, and accepts another one. */
  field: ReactNode;
  label: string;
  axis: AxisModel;
  /** The cursor's position: a day or an instant; undefined: after all points. */
  cursor: string | undefined;
  /** The position for screen readers. */
  text: string;
  /** The names of the two buttons. */
  names: { earlier: string; later: string };
  step: (direction: -1 | 1) => void;
  choose: (day: string) => void;
  /** Whether a step after the last point is possible: to all that is known. */
  open?: boolean;
}

/** An axis with its dates, marks and cursor, and buttons from point to point, because phones have no arrow keys. */
export function AxisRow({ field, label, axis, cursor, text, names, step, choose, open }: AxisRowProps) {
  const { language, words } = useLanguage();
  const ends = [axis.first, axis.last, cursor].flatMap((point) =>
    point === undefined ? [] : [point.slice(0, 10)],
  );
  const scale = ends.length === 0 ? null : spread(ends, 0.03, 1);
  const share = (point: string | null, side: 0 | 1) =>
    point === null || !scale
      ? side
      : Math.min(1, Math.max(0, (pointNumber(point) - scale.from) / (scale.to - scale.from)));
  const at = cursor === undefined ? 1 : share(cursor, 0);
  return (
    <div className="time-row">
      {field}
      <div className="axis-line">
        <StepButton
          name={names.earlier}
          sign="‹"
          axis={axis}
          to={axis.earlier}
          go={() => {
            step(-1);
          }}
        />
        <div className="axis-track">
          <Track
            label={label}
            now={at * 100}
            min={0}
            max={100}
            text={text}
            // Until the range is known, every place would be wrong.
            at={axis.first === undefined ? undefined : at}
            step={step}
            choose={(place) => {
              if (scale) choose(dayText(scale.from + place * (scale.to - scale.from)));
            }}
          >
            {axis.marks.map((mark, i) => (
              <Mark key={i} mark={mark} share={share} />
            ))}
          </Track>
          <div className="ticks" aria-hidden="true">
            {scale &&
              ticksOf(scale, language).map(({ at: place, text: date }) => (
                <span key={date} style={{ left: `${String(place * 100)}%` }}>
                  {date}
                </span>
              ))}
          </div>
        </div>
        <StepButton
          name={names.later}
          sign="›"
          axis={axis}
          to={axis.later ?? (open === true ? words.now : undefined)}
          go={() => {
            step(1);
          }}
        />
      </div>
    </div>
  );
}

interface StepButtonProps {
  name: string;
  sign: string;
  axis: AxisModel;
  /** Where it leads, if that is known; undefined: nowhere. */
  to: string | undefined;
  go: () => void;
}

/** The next point is asked for when the pointer or the focus is here, which is a moment before the press. */
function StepButton({ name, sign, axis, to, go }: StepButtonProps) {
  return (
    <button
      type="button"
      className="axis-step"
      aria-label={name}
      title={to}
      disabled={to === undefined && (axis.ready || axis.first === undefined)}
      onPointerEnter={axis.prepare}
      onFocus={axis.prepare}
      onClick={go}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

/** A line or a stretch: a month with a height by its number of events, or an uncertain day. */
function Mark({ mark, share }: { mark: AxisMark; share: (point: string | null, side: 0 | 1) => number }) {
  const [from, to] = [share(mark.from, 0), share(mark.to, 1)];
  const style = { left: `${String(from * 100)}%`, opacity: 0.35 + 0.65 * mark.weight };
  if (to - from < 0.004) return <span className="mark" style={style} />;
  return <span className="mark fuzzy" style={{ ...style, width: `${String((to - from) * 100)}%` }} />;
}
