import { arrayText, type Answer, type Members } from '../../domain/answer-text.js';
import type { Causes } from '../../domain/causes.js';
import { basisText } from '../../domain/basis.js';
import { itemText, totalsOf, type PolicyDiff } from '../../domain/diff.js';
import { RETRACTED, RULED, type Ruling } from '../../domain/policy-event.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';
import type { KnownSides } from './diff-bases.js';

/** The difference of one policy, and what the answer says beside it. */
export interface ExplainedDiff {
  diff: PolicyDiff;
  /** With every event that the difference names. */
  causes: Causes;
  /** As known at the later of the two bases; the id of the policy if the public view does not have it. */
  title: string;
  titles: Readonly<Record<string, string>>;
  /** Whether the knowledge at each basis includes backfilled events. */
  reconstructed: { from: boolean; to: boolean };
}

/**
 * The parts of a diff answer. `events` describes each event that an item names as its cause: kind, dates, and sources.
 * @param more members that follow
 */
export async function diffParts(
  { from, to }: KnownSides,
  found: readonly ExplainedDiff[],
  more: Members = {},
): Promise<Pick<Answer, 'basis' | 'content'>> {
  const items = async (leg: 'world' | 'knowledge') =>
    arrayText(
      (await mapYielding(found, ({ diff }) => diff[leg].map((item) => itemText(diff.policyId, item)))).flat(),
    );
  // Text by text: one object of all would block for as long as it takes.
  const events = (await mapYielding(found, eventsOf)).flat();
  const reconstructed = (side: 'from' | 'to') => found.some((each) => each.reconstructed[side]);
  return {
    basis: `{"from":${basisText(from, reconstructed('from'))},"to":${basisText(to, reconstructed('to'))}}`,
    content: {
      worldChanges: await items('world'),
      knowledgeChanges: await items('knowledge'),
      totals: JSON.stringify(totalsOf(found.map(({ diff }) => diff))),
      events: `{${events.join(',')}}`,
      ...more,
    },
  };
}

/** The titles of each policy by its id. */
export const namesText = (found: readonly ExplainedDiff[]): string =>
  JSON.stringify(
    Object.fromEntries(found.map(({ diff: { policyId }, title, titles }) => [policyId, { title, titles }])),
  );

/** Members of `events`, JSON texts. */
function eventsOf({ diff: { world, knowledge }, causes }: ExplainedDiff): string[] {
  const ids = new Set([...world, ...knowledge].flatMap(({ because }) => because));
  return [...ids].map((id) => `"${id}":${JSON.stringify(eventItem(causes, id))}`);
}

/** A short description of an event, for JSON: members that it does not have are undefined. */
export function eventItem({ histories, rulings }: Causes, eventId: string): object {
  const development = histories.version(eventId);
  if (development) {
    const { kind, recordedAt, redactedAt, data } = development;
    const { text, earliest, latest } = data.effective;
    return {
      kind,
      effective: { text, earliest, latest },
      published: data.published?.text,
      recordedAt,
      corrects: data.corrects,
      redactedAt,
      sources: data.sources,
    };
  }
  const ruling = rulings.of(eventId)?.ruling;
  if (ruling) return rulingEvent(ruling);
  const retraction = [...histories.all(), ...rulings.all()]
    .map((withdrawn) => withdrawn.retraction)
    .find((each) => each?.eventId === eventId);
  if (!retraction) throw new Error(`${eventId} changed something, but is no event of its policy`);
  const { recordedAt, data } = retraction;
  return { kind: RETRACTED, recordedAt, retracts: data.retracts, reason: data.reason };
}

function rulingEvent({ recordedAt, actor, data }: Ruling): object {
  const { prefer, reject, reason, sources = [], published } = data;
  return {
    kind: RULED,
    ...(published && { published: published.text }),
    recordedAt,
    recordedBy: actor,
    ...(prefer && { prefer: prefer.eventId }),
    ...(reject && { reject }),
    reason,
    sources,
  };
}
