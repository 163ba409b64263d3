import type { Day } from '../day.js';
import { effectiveOrder } from '../development-item.js';
import { fieldsOn, reasonsOf } from '../field-change.js';
import type { Uncertain } from '../field-entry.js';
import { canonicalText } from '../json.js';
import { toJson, type Assertion, type Source } from '../policy-event.js';
import type { PolicyTimeline } from '../policy-timeline.js';
import type { Row } from '../state.js';

/** A state of a policy in a citation. */
export interface Cited {
  policyId: string;
  title: string;
  /** The title in other languages. */
  titles: readonly string[];
  /** Its title in Japanese, if it has one. */
  titleJa?: string;
  /** The value of `status`, if it is definite text. */
  status: string | null;
  /** The possible statuses if the status is uncertain and not contested, as `contested` has those; null: possibly no status. */
  statusCandidates?: readonly (string | null)[];
  /** Contested fields: who says what. */
  contested?: readonly ContestedField[];
  asOf: Day;
  /** RFC 3339 UTC, six decimals. */
  knownAt: string;
  position: number;
  /** Relative; always gives this state. */
  permalink: string;
  /** Sources of the developments that the fields are based on, in effective order, each source once. */
  sources: readonly Source[];
}

export interface ContestedField {
  field: string;
  /** Null: the field is absent. */
  candidates: { value: string | null; claims: { by: string; assertion: Assertion }[] }[];
}

/** The part of a citation that comes from the timeline. @throws Error if the policy was never registered. */
export function citedOn(
  timeline: PolicyTimeline,
  asOf: Day,
  uncertain: Uncertain,
): Pick<Cited, 'title' | 'titles' | 'titleJa' | 'status' | 'statusCandidates' | 'contested' | 'sources'> {
  if (!timeline.header) throw new Error('a policy without a registration is cited');
  const fields = fieldsOn(timeline, asOf, uncertain);
  const statusRow = fields.get('status');
  const status: unknown = JSON.parse(statusRow?.value ?? 'null');
  const reasons = new Set([...fields.values()].flatMap(reasonsOf));
  const developments = [...reasons].flatMap((eventId) => timeline.histories.version(eventId) ?? []);
  const sources = developments
    .sort(effectiveOrder)
    .flatMap(({ data, redactedAt }) =>
      redactedAt === undefined ? data.sources : [{ title: `[redacted at ${redactedAt}]` }],
    );
  return {
    title: timeline.header.title,
    titles: Object.values(timeline.header.titles ?? {}),
    ...(timeline.header.titles?.['ja'] !== undefined && { titleJa: timeline.header.titles['ja'] }),
    status: typeof status === 'string' ? status : null,
    ...(!statusRow?.contested && candidatesIn(statusRow?.rest)),
    contested: [...fields.values()].filter((row) => row.contested).map(contestedField),
    sources: [...new Map(sources.map((source) => [canonicalText(toJson(source)), source])).values()],
  };
}

function candidatesIn(rest = ''): Pick<Cited, 'statusCandidates'> {
  const { candidates } = JSON.parse(`{${rest}}`) as { candidates?: { value?: unknown }[] };
  if (!candidates) return {};
  return {
    statusCandidates: candidates.map(({ value }) =>
      value === undefined || value === null ? null : textOf(value),
    ),
  };
}

/** Each candidate of a contested field with the sources that claim it. */
function contestedField(row: Row): ContestedField {
  const { candidates = [] } = JSON.parse(`{${row.rest}}`) as {
    candidates?: { value?: unknown; claims?: ClaimShown[] }[];
  };
  return {
    field: row.path,
    candidates: candidates.map(({ value, claims = [] }) => ({
      value: value === undefined ? null : textOf(value),
      claims: claims.map(({ sources, assertion }) => ({ by: sourceNames(sources), assertion })),
    })),
  };
}

/** A contested field as a sentence without its full stop. */
export function contestText({ field, candidates }: ContestedField): string {
  const said = candidates.map(({ value, claims }) => {
    const by = claims.map((claim) => `${claim.by}, ${claim.assertion}`);
    return `${value ?? 'none'}${by.length > 0 ? ` (${by.join('; ')})` : ''}`;
  });
  return `Contested, ${field}: ${said.join(' or ')}`;
}

interface ClaimShown {
  assertion: Assertion;
  sources: Pick<Source, 'title' | 'publisher'>[];
}

const sourceNames = (sources: ClaimShown['sources']): string =>
  sources.map(({ publisher, title }) => publisher ?? title).join(', ') || 'no source';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The status as a sentence without its full stop: what it is, or what it may be; empty if there is none. */
export function statusText({ status, statusCandidates }: Pick<Cited, 'status' | 'statusCandidates'>): string {
  if (status !== null) return `Status: ${status}`;
  if (!statusCandidates) return '';
  return `Status not certain: ${statusCandidates.map((candidate) => candidate ?? 'none').join(' or ')}`;
}

/** The text of a note about an uncertain status and contested fields; certain values are left to the cited state. */
export const doubtText = ({ contested = [], ...cited }: Cited): string =>
  [...(cited.statusCandidates ? [statusText(cited)] : []), ...contested.map(contestText)]
    .map((text) => `. ${text}`)
    .join('');
