import { kindNamed } from '../../domain/kinds/index.js';
import { AMENDED, REDACTION, REGISTERED, RETRACTED, RULED } from '../../domain/policy-event.js';
import { policyOf } from '../../domain/stream.js';
import type { AtomEntry } from './atom.js';
import type { FeedRow } from './feed-sql.js';

/** The feed entry of an event. @param base prefix of its links */
export function entryOf(
  { stream, eventId, kind, recordedAt, actor, payload, redactedAt, title }: FeedRow,
  base: string,
): AtomEntry {
  const {
    effective,
    payload: details,
    reason,
    sources = [],
  } = JSON.parse(payload) as {
    effective?: { text: string };
    payload?: { text?: unknown };
    reason?: string;
    sources?: { title: string; url?: string }[];
  };
  const text = typeof details?.text === 'string' ? details.text : undefined;
  const named =
    sources.length > 0 ? `Sources: ${sources.map((source) => source.title).join('; ')}` : undefined;
  const erased = redactedAt == null ? undefined : `[redacted at ${redactedAt}]`;
  const lines = [erased, effective && `Effective: ${effective.text}`, text ?? reason, named];
  const policyPath = `/policies/${policyOf(stream)}`;
  const hasRoute = kind === RULED || kindNamed(kind) !== undefined;
  return {
    id: `urn:uuid:${eventId}`,
    title: `${title}: ${kindTitle(kind)}`,
    updated: recordedAt,
    category: kind,
    author: actor,
    summary: lines.filter((line) => line !== undefined).join('\n'),
    links: [
      // The page for people comes first: readers open the first alternate.
      { rel: 'alternate', href: base + policyPath, type: 'text/html' },
      {
        rel: 'alternate',
        href: base + (hasRoute ? `/v1/developments/${eventId}` : `/v1${policyPath}`),
        type: 'application/json',
      },
      ...sources.flatMap(({ url }) => (url === undefined ? [] : [{ rel: 'via', href: url }])),
    ],
  };
}

const TITLES: Record<string, string> = {
  [REGISTERED]: 'Registered',
  [AMENDED]: 'Amended',
  [RETRACTED]: 'A development was retracted',
  [RULED]: 'A ruling on contradicting developments',
  [REDACTION]: 'Content was erased by law',
};
const kindTitle = (kind: string): string => TITLES[kind] ?? kindNamed(kind)?.title.en ?? kind;
