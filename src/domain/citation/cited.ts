import type { Day } from '../day.js';
import { effectiveOrder } from '../development-item.js';
import { fieldsOn, reasonsOf } from '../field-change.js';
import type { Uncertain } from '../field-entry.js';
import { canonicalText } from '../json.js';
import { toJson, type Source } from '../policy-event.js';
import type { PolicyTimeline } from '../policy-timeline.js';

/** A state of a policy, as it is cited. */
export interface Cited {
  policyId: string;
  title: string;
  /** The title in other languages. */
  titles: readonly string[];
  /** The value of `status`, if it is definite text. */
  status: string | null;
  /** What the status may be, where that is in doubt; null: it may have none. */
  statusCandidates?: readonly (string | null)[];
  asOf: Day;
  /** RFC 3339 UTC, six decimals. */
  knownAt: string;
  position: number;
  /** Relative; gives the state for ever. */
  permalink: string;
  /** Of the developments that the fields rest on, in effective order, each source once. */
  sources: readonly Source[];
}

/** The part of a citation that the timeline knows. @throws Error if the policy was never registered. */
export function citedOn(
  timeline: PolicyTimeline,
  asOf: Day,
  uncertain: Uncertain,
): Pick<Cited, 'title' | 'titles' | 'status' | 'statusCandidates' | 'sources'> {
  if (!timeline.header) throw new Error('a policy without a registration is cited');
  const fields = fieldsOn(timeline, asOf, uncertain);
  const status: unknown = JSON.parse(fields.get('status')?.value ?? 'null');
  const reasons = new Set([...fields.values()].flatMap(reasonsOf));
  const developments = [...reasons].flatMap((eventId) => timeline.facts.version(eventId) ?? []);
  const sources = developments.sort(effectiveOrder).flatMap(({ data }) => data.sources);
  return {
    title: timeline.header.title,
    titles: Object.values(timeline.header.titles ?? {}),
    status: typeof status === 'string' ? status : null,
    ...candidatesIn(fields.get('status')?.rest),
    sources: [...new Map(sources.map((source) => [canonicalText(toJson(source)), source])).values()],
  };
}

function candidatesIn(rest = ''): Pick<Cited, 'statusCandidates'> {
  const { candidates } = JSON.parse(`{${rest}}`) as { candidates?: { value?: unknown }[] };
  if (!candidates) return {};
  return {
    statusCandidates: candidates.map(({ value }) =>
      value === undefined || value === null
        ? null
        : typeof value === 'string'
          ? value
          : JSON.stringify(value),
    ),
  };
}

/** The status as a sentence without its end: what it is, or what it may be; empty if none was stated. */
export function statusText({ status, statusCandidates }: Pick<Cited, 'status' | 'statusCandidates'>): string {
  if (status !== null) return `Status: ${status}`;
  if (!statusCandidates) return '';
  return `Status not certain: ${statusCandidates.map((candidate) => candidate ?? 'none').join(' or ')}`;
}

/** What a note says of a doubtful status; a certain one is left to the state that is cited. */
export const doubtText = (cited: Cited): string => (cited.statusCandidates ? `. ${statusText(cited)}` : '');
