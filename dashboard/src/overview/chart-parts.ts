import type { Labels } from '../labels/labels.js';
import { toneOf } from '../parts/tones.js';
import type { Words } from '../words/en.js';
import { IN_DOUBT, NOT_SAID } from './filtering.js';
import type { Counted } from './use-counts.js';

/** A part of a bar: all statuses of a family, the uncertain ones, or the missing ones. */
export interface ChartPart {
  name: string;
  tone: string;
  count: number;
  /** Its statuses with their counts, in words. */
  said: string;
}

const FAMILIES = ['in-force', 'decided', 'proposed', 'other', 'ended'] as const;

/** The parts of a bar from below; always in the same order, so that bars can be compared. */
export function chartParts(counts: Counted, labels: Labels, words: Words): ChartPart[] {
  const part = (name: string, tone: string, of: Counted): ChartPart => ({
    ...{ name, tone },
    count: of.reduce((sum, [, count]) => sum + count, 0),
    said: of.map(([status, count]) => `${saidOf(status)} ${String(count)}`).join(', '),
  });
  const saidOf = (status: string) =>
    status === IN_DOUBT ? words.doubtful : status === NOT_SAID ? words.notSaid : labels.status(status);
  const familyOf = (status: string) =>
    status === IN_DOUBT || status === NOT_SAID ? status : (labels.family(status) ?? 'other');
  const having = (family: string) => counts.filter(([status]) => familyOf(status) === family);
  return [
    ...FAMILIES.map((family) => part(labels.familyName(family), toneOf(family), having(family))),
    part(words.doubtful, 'tone-none in-doubt', having(IN_DOUBT)),
    part(words.notSaid, 'tone-none', having(NOT_SAID)),
  ].filter(({ count }) => count > 0);
}
