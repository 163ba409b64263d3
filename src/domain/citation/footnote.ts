import type { Source } from '../policy-event.js';
import { contestText, statusText, type Cited } from './cited.js';

/** Plain text on one line: title, asOf and knownAt, permalink and sources. */
export function footnote(cited: Cited): string {
  const { title, titles, asOf, knownAt, permalink, sources, contested = [] } = cited;
  const others = titles.length > 0 ? ` (${titles.join('; ')})` : '';
  const told = [statusText(cited), ...contested.map(contestText)]
    .filter((each) => each !== '')
    .map((each) => ` ${each}.`);
  const listed = sources.map((source, i) => `[${i + 1}] ${sourceText(source)}`);
  const rests = listed.length > 0 ? ` Sources: ${listed.join('; ')}.` : '';
  return oneLine(
    `“${title}”${others}, as of ${asOf}, as known at ${knownAt}.${told.join('')} Policy Timeline, ${permalink}.${rests}`,
  );
}

function sourceText({ title, publisher, published, locator, url, accessed }: Source): string {
  const parts = [`“${title}”`, publisher, published, locator, url, accessed && `accessed ${accessed}`];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** Replaces line breaks and tabs, which would break a footnote. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
