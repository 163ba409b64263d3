import type { HistoryItem } from '../api/client.js';
import { isContested } from '../claims/contested.js';
import { useLabels } from '../labels/use-labels.js';
import { pathText } from '../labels/value-text.js';
import { toneOf } from '../parts/tones.js';
import { useDates } from '../parts/use-dates.js';
import { useWords } from '../words/language.js';
import { stepText, type Lane } from './lanes.js';

interface FieldLaneProps {
  lane: Lane;
  at: (day: string | null, open: 0 | 1) => number;
  y: number;
  labels: number;
  width: number;
}

/** The steps of a field: solid if certain, fading and dashed if dates are uncertain, hatched if contested. */
export function FieldLane({ lane: { field, steps }, at, y, labels, width }: FieldLaneProps) {
  const words = useWords();
  const speech = { words, labels: useLabels() };
  const { days } = useDates();
  const { family } = speech.labels;
  const name = pathText(field, speech.labels);
  // Only statuses have colours; a country or an amount has no family.
  const tone = (value: unknown) => {
    const known = typeof value === 'string' ? family(value) : undefined;
    return known === undefined && field !== 'status' ? 'tone-none' : toneOf(known);
  };
  return (
    <g className="lane" aria-hidden="true">
      <line className="lane-line" x1={0} x2={width} y1={y - 1} y2={y - 1} />
      {labels > 0 && (
        <text className="lane-name" x={0} y={y + 16}>
          <title>{name}</title>
          {clip(name, labels - 8)}
        </text>
      )}
      {steps.map((step) => {
        const from = at(step.from, 0);
        const to = at(step.until, 1);
        // Outside the window both ends are on the same edge.
        if (to === from && (from <= labels || from >= width)) return null;
        const room = Math.max(1.5, to - from);
        const said = stepText(step, speech);
        return (
          <g key={step.from ?? ''} className={`step ${lookOf(step, tone)}`}>
            <title>{`${name}: ${said} (${days(step.from, step.until)})`}</title>
            <rect x={from} y={y + 3} width={room} height={19} rx={4} />
            {room > 40 && (
              <text x={from + 6} y={y + 16}>
                {clip(labels > 0 ? said : `${name}: ${said}`, room - 10)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

function lookOf(step: HistoryItem, tone: (value: unknown) => string): string {
  if (isContested(step)) return 'contested';
  return step.certainty === 'possible' ? 'doubtful' : tone(step.value);
}

/** About 6.4 pixels a letter at this size; wide letters count twice. */
function clip(text: string, room: number): string {
  let used = 0;
  let clipped = '';
  for (const letter of text) {
    used += (letter.codePointAt(0) ?? 0) > 0x2e80 ? 12.5 : 6.4;
    if (used > room) return `${clipped}…`;
    clipped += letter;
  }
  return clipped;
}
