import type { TimelineItem } from '../api/client.js';

/** The extent of a development, in pixels. */
export interface Place {
  item: TimelineItem;
  from: number;
  to: number;
}

/** Developments drawn as one mark, because their marks would overlap. */
export interface Mark {
  places: readonly Place[];
  middle: number;
}

/** Marks whose centres are closer than this are merged, in pixels. */
const NEAR = 24;

/** Marks from left to right; each collects everything within `NEAR` of its first development. */
export function marksOf(places: readonly Place[]): Mark[] {
  const marks: { places: Place[]; middle: number }[] = [];
  for (const place of [...places].sort((a, b) => middleOf(a) - middleOf(b))) {
    const last = marks.at(-1);
    if (last && middleOf(place) - last.middle < NEAR) last.places.push(place);
    else marks.push({ places: [place], middle: middleOf(place) });
  }
  return marks;
}

const middleOf = ({ from, to }: Place): number => (from + to) / 2;
