import { basisText, type Basis } from './basis.js';
import type { Day } from './day.js';
import { boundsText } from './entry-text.js';
import { readEntry, type Uncertain } from './field-entry.js';
import { EdtfError } from './edtf-error.js';
import { parseEdtf } from './edtf.js';
import type { PolicyHeader } from './policy-event.js';
import { redactedAt, redactedMembers } from './redaction.js';
import { EXISTENCE, isField, VERIFIED, type PolicyTimeline } from './policy-timeline.js';
import { expectedItem, upcomingAfter, type Expected } from './upcoming.js';

/** One entry on one day, in one reading. */
export interface Row {
  path: string;
  certainty: 'definite' | 'possible';
  /** See FieldEntry. */
  contested: boolean;
  /** Canonical JSON text; null: no value. */
  value: string | null;
  /** The other members, JSON text without braces. */
  rest: string;
}

/** The members of `rest` that other answers use. */
export interface Members {
  candidates?: { value?: unknown; because: string[] }[];
  because: string[];
}

export const membersOf = ({ rest }: Pick<Row, 'rest'>): Members => JSON.parse(`{${rest}}`) as Members;

const BECAUSE = '"because":[';

/**
 * The reasons of a definite entry. It has no candidates, and they come last; ids have nothing to unescape. Parsing them, or even all of
 * the rest, would take most of the time of a page of differences.
 */
export function becauseOf({ rest }: Pick<Row, 'rest'>): string[] {
  const ids = rest.slice(rest.lastIndexOf(BECAUSE) + BECAUSE.length, -']'.length);
  return ids === '' ? [] : ids.slice(1, -1).split('","');
}

/** All parts of a state answer, from the facts table or from a live fold. */
export interface PolicyRows {
  policyId: string;
  /** See headerText. */
  header: string;
  version: number;
  developments: number;
  /** When the last of its events was recorded: RFC 3339 UTC, six decimals. */
  lastRecorded: string;
  /** At least one of its events was backfilled. */
  reconstructed: boolean;
  /** Entries of the day, in any order. */
  rows: readonly Row[];
  /** The developments that begin after the day, in any order. */
  upcoming: readonly Expected[];
}

/** The members of a header as shown in answers, JSON text without braces. */
export function headerText({
  title,
  titles,
  jurisdictions,
  area,
  timeZone,
  description,
  identifiers,
}: PolicyHeader): string {
  // In this order, whatever the order of the log: filters look for the text of an identifier.
  const named = identifiers?.map(({ scheme, value }) => ({ scheme, value }));
  const about = { title, titles: titles ?? {}, jurisdictions, area, timeZone, description };
  const shown = { ...about, identifiers: named };
  return JSON.stringify(shown).slice(1, -1);
}

/** The rows of a timeline on one day. @throws Error if the policy was never registered. */
export function rowsOn(
  policyId: string,
  timeline: PolicyTimeline,
  asOf: Day,
  uncertain: Uncertain,
): PolicyRows {
  if (!timeline.header) throw new Error(`${policyId} has no registration in its stream`);
  const rows = entriesOn(timeline, asOf, uncertain);
  const upcoming = [...upcomingAfter(asOf, timeline.claimBounds.all())];
  const { header, version, developments, lastRecorded } = timeline;
  const reconstructed = timeline.isReconstructed(Infinity);
  const counts = { version, developments, lastRecorded, reconstructed };
  return { policyId, header: headerText(header), ...counts, rows, upcoming };
}

/** The entries of a timeline on a day, including those that are no fields. */
export function entriesOn(timeline: PolicyTimeline, asOf: Day, uncertain: Uncertain): Row[] {
  return [...timeline.entries].flatMap(([path, entries]): Row[] => {
    const entry = entries.find(({ from, until }) => from <= asOf && asOf < until);
    if (!entry) return [];
    const { certainty, contested } = entry;
    return [{ path, certainty, contested, ...readEntry(entry, uncertain) }];
  });
}

/** A state without its basis: the same for one version of a policy, one day and one reading, so it can be cached. */
export interface StatePieces {
  identity: string;
  content: string;
  lastRecorded: string;
  reconstructed: boolean;
}

export function statePieces(policy: PolicyRows, asOf: Day): StatePieces {
  const { identity, state, possible, contested, fields, expected, tail } = parts(policy, asOf);
  const { lastRecorded, reconstructed } = policy;
  return {
    identity,
    content: [state, possible, contested, fields, expected, tail].join(','),
    lastRecorded,
    reconstructed,
  };
}

/** The answer of `GET /v1/policies/{id}`, render 1. @param link its permalink */
export const stateText = (
  { identity, content, reconstructed }: StatePieces,
  basis: Basis,
  link: string,
): string => `{${identity},"basis":${basisText(basis, reconstructed)},${content},"permalink":"${link}"}`;

/**
 * The same policy as an item of a list: basis and permalink belong to the list, fields are shown only on request.
 * @param showsExpected whether the item has the dates that are expected
 */
export function listItemText(
  policy: PolicyRows,
  asOf: Day,
  shownFields: boolean | readonly string[],
  showsExpected = true,
): string {
  const isShown = (path: string) =>
    shownFields === true || (shownFields !== false && shownFields.includes(path));
  const { identity, state, possible, contested, fields, expected, tail } = parts(policy, asOf, isShown);
  const optional = [...(shownFields === false ? [] : [fields]), ...(showsExpected ? [expected] : [])];
  return `{${[identity, state, possible, contested, ...optional, tail].join(',')}}`;
}

function parts(policy: PolicyRows, asOf: Day, isShown: (path: string) => boolean = () => true) {
  const said = (path: string) => policy.rows.find((row) => row.path === path)?.value;
  // Definitely absent, because cleared: kept for explanations, not shown in answers.
  const rows = policy.rows.filter(
    ({ path, value, certainty }) => isField(path) && !(value === null && certainty === 'definite'),
  );
  rows.sort((a, b) => (a.path < b.path ? -1 : 1));
  const doubted = rows
    .filter(({ value, certainty }) => value === null && certainty === 'possible')
    .map(({ path }) => path);
  return {
    identity: `"policyId":"${policy.policyId}","version":${policy.version},${policy.header}`,
    state: `"existence":${said(EXISTENCE) ?? '"not-yet"'},"state":${nested(rows)}`,
    possible: `"possible":${JSON.stringify(doubted)}`,
    contested: `"contested":${JSON.stringify(rows.filter((row) => row.contested).map(({ path }) => path))}${redactedText(rows)}`,
    fields: `"fields":{${rows
      .filter(({ path }) => isShown(path))
      .map(
        ({ path, value, rest }) =>
          `"${path}":{${value === null ? '' : `${redactedMembers(value) ?? `"value":${value}`},`}${rest}}`,
      )
      .join(',')}}`,
    expected: `"expected":[${expectedItems(rows, policy.upcoming, asOf).join(',')}]`,
    tail: `"developments":${policy.developments},"lastVerified":${said(VERIFIED) ?? 'null'},"lastRecorded":"${policy.lastRecorded}"`,
  };
}

/** The fields whose definite values were erased by law; nothing if there are none. */
function redactedText(rows: readonly Row[]): string {
  const items = rows.flatMap(({ path: field, value }) => {
    const by = redactedAt(value);
    return by === undefined ? [] : [{ field, redactedAt: by }];
  });
  return items.length === 0 ? '' : `,"redacted":${JSON.stringify(items)}`;
}

/** The values as a plain object, collections nested; rows must be in the order of their paths. */
function nested(rows: readonly Row[]): string {
  const members = new Map<string, string | string[]>();
  for (const { path, value } of rows) {
    if (value === null || redactedAt(value) !== undefined) continue;
    const slash = path.indexOf('/');
    if (slash < 0) {
      members.set(path, value);
      continue;
    }
    const name = path.slice(0, slash);
    const member = `"${path.slice(slash + 1)}":${value}`;
    const inside = members.get(name);
    if (Array.isArray(inside)) inside.push(member);
    else members.set(name, [member]);
  }
  return `{${[...members].map(([name, value]) => `"${name}":${typeof value === 'string' ? value : `{${value.join(',')}}`}`).join(',')}}`;
}

const EXPECTED = 'expected/';

/**
 * Announced dates that are not wholly past, and developments that begin after the day; earliest first. Each candidate of a
 * contested date is an item.
 */
function expectedItems(rows: readonly Row[], upcoming: readonly Expected[], asOf: Day): string[] {
  const items = [...upcoming];
  for (const row of rows) {
    if (!row.path.startsWith(EXPECTED)) continue;
    for (const { value, contested, because } of announcedDates(row)) {
      const date = periodOf(value);
      if (!date || date.latest < asOf) continue;
      const name = row.path.slice(EXPECTED.length);
      const shown = boundsText(date, date.text);
      items.push(expectedItem(name, date.earliest, shown, contested, JSON.stringify(because)));
    }
  }
  const order = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
  return items.sort((a, b) => order(a.earliest, b.earliest) || order(a.text, b.text)).map(({ text }) => text);
}

interface AnnouncedDate {
  value: unknown;
  contested: boolean;
  because: string[];
}

function announcedDates(row: Row): AnnouncedDate[] {
  const { value, contested } = row;
  if (value === null && !contested) return [];
  const { because, candidates = [] } = membersOf(row);
  if (value !== null) return [{ value: JSON.parse(value), contested, because }];
  return candidates.flatMap((candidate) =>
    'value' in candidate ? [{ value: candidate.value, contested, because: candidate.because }] : [],
  );
}

/** `expected/*` may hold any value (kind value-set); only dates are shown. */
function periodOf(value: unknown) {
  try {
    return parseEdtf(value);
  } catch (error) {
    if (error instanceof EdtfError) return null;
    throw error;
  }
}
