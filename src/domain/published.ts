import { storedDate } from './bodies/dates.js';
import { parseEdtf, type EdtfPeriod } from './edtf.js';
import type { DevelopmentData, Source, StoredDate } from './policy-event.js';

/** The date of the source that was published first: with the earliest latest day, then the earliest day. */
export function firstPublished(sources: readonly Source[]): StoredDate | undefined {
  let first: EdtfPeriod | undefined;
  for (const { published } of sources) {
    if (published === undefined) continue;
    const date = parseEdtf(published);
    // Sentinels compare like days (see day.ts). Among equal dates the first one is kept.
    if (
      !first ||
      date.latest < first.latest ||
      (date.latest === first.latest && date.earliest < first.earliest)
    )
      first = date;
  }
  return first && storedDate(first);
}

/**
 * Fills in `published` from the sources if it is missing. A given date that equals the default is marked, so that
 * isPublishedDerived can distinguish the two; any other date needs no mark.
 */
export function fillInPublished(
  data: Pick<DevelopmentData, 'published' | 'publishedStated' | 'sources'>,
): void {
  const derived = firstPublished(data.sources);
  if (!derived) return;
  if (data.published === undefined) data.published = derived;
  else if (data.published.text === derived.text) data.publishedStated = true;
}

/**
 * Whether `published` is the default from the sources and was not given. A replacement must not give a derived date explicitly:
 * it would survive a correction of the source that it came from.
 */
export function isPublishedDerived({ published, publishedStated, sources }: DevelopmentData): boolean {
  return published !== undefined && !publishedStated && published.text === firstPublished(sources)?.text;
}
