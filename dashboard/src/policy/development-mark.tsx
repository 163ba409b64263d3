import type { MouseEvent } from 'react';
import type { TimelineItem } from '../api/client.js';
import { useLabels } from '../labels/use-labels.js';
import { useDates, type Dates } from '../parts/use-dates.js';
import { useWords } from '../words/language.js';
import type { Mark, Place } from './marks.js';
import { closer } from './picture-range.js';
import { usePictureView } from './use-picture-view.js';

interface MarkProps {
  mark: Mark;
  y: number;
  day: string | undefined;
}

/** A mark is a link: a single development to its row, several to the closer range in which they separate, or to the first row. */
export function DevelopmentMark({ mark: { places, middle }, y, day }: MarkProps) {
  const words = useWords();
  const { kind } = useLabels();
  const dates = useDates();
  const { range, show, toRow, markOf } = usePictureView();
  const [first] = places;
  if (!first) return null;
  const told = places.map(({ item }) => nameOf(item, kind, dates));
  const name = places.length === 1 ? (told[0] ?? '') : `${words.gathered(places.length)}: ${told.join('; ')}`;
  const days = new Set(places.map(({ item }) => item.effective.text));
  const open = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const around = first.item.effective.earliest ?? first.item.effective.latest;
    if (days.size > 1 && closer(range) !== range && around !== null) show(closer(range), around);
    else toRow(first.item.eventId);
  };
  const aimed = places.some(({ item }) => item.eventId === markOf);
  return (
    <a
      href={`#${first.item.eventId}`}
      className={aimed ? 'mark-link aimed' : 'mark-link'}
      aria-label={name}
      onClick={open}
      ref={(link) => {
        if (aimed) link?.scrollIntoView({ block: 'center' });
      }}
    >
      <title>{name}</title>
      <rect className="target" x={middle - 12} y={y - 12} width={24} height={24} />
      {places.length === 1 ? (
        <Glyph place={first} y={y} day={day} />
      ) : (
        <g className="gathered">
          <rect x={middle - 11} y={y - 9} width={22} height={18} rx={9} />
          <text x={middle} y={y + 4}>
            {places.length}
          </text>
        </g>
      )}
    </a>
  );
}

function nameOf(
  { effective, kind: slug, payload }: TimelineItem,
  kind: (slug: string) => string,
  { date }: Dates,
): string {
  const note = payload['text'];
  return `${date(effective.text)}: ${kind(slug)}${typeof note === 'string' ? `: ${note}` : ''}`;
}

/** A point for a day, a fading bar for a range, hollow if it is in the future, struck through if superseded. */
function Glyph({ place: { item, from, to }, y, day }: { place: Place; y: number; day: string | undefined }) {
  const superseded = item.supersededBy !== undefined;
  const later = day !== undefined && (item.effective.earliest ?? '') > day;
  return (
    <g className={`glyph ${superseded ? 'gone' : later ? 'later' : 'done'}`}>
      {to - from < 8 ? (
        <path d={`M${String((from + to) / 2)} ${String(y - 6)}l6 6l-6 6l-6 -6z`} />
      ) : (
        <rect x={from} y={y - 5} width={to - from} height={10} rx={5} />
      )}
      {superseded && <line x1={from - 8} x2={to + 8} y1={y + 5} y2={y - 5} />}
    </g>
  );
}
