import { basisText } from '../../domain/basis.js';
import { itemText, totalsOf, type PolicyDiff } from '../../domain/diff.js';
import { RETRACTED } from '../../domain/policy-event.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import type { KnownSides } from './diff-bases.js';

/** The difference of one policy, and the timeline that knows every event named in it. */
export interface FoundDiff {
  diff: PolicyDiff;
  timeline: PolicyTimeline;
}

/**
 * The members of a diff answer, JSON text without braces. `events` tells of each event that an item names as its cause: kind,
 * dates, and sources.
 */
export function diffText({ from, to }: KnownSides, found: readonly FoundDiff[]): string {
  const items = (leg: 'world' | 'knowledge') =>
    found.flatMap(({ diff }) => diff[leg].map((item) => itemText(diff.policyId, item))).join(',');
  const reconstructed = ({ position }: { position: number }) =>
    found.some(({ timeline }) => timeline.isReconstructed(position));
  return [
    `"basis":{"from":${basisText(from, reconstructed(from))},"to":${basisText(to, reconstructed(to))}}`,
    `"worldChanges":[${items('world')}]`,
    `"knowledgeChanges":[${items('knowledge')}]`,
    `"totals":${JSON.stringify(totalsOf(found.map(({ diff }) => diff)))}`,
    `"events":${JSON.stringify(Object.fromEntries(found.flatMap(eventsOf)))}`,
  ].join(',');
}

function eventsOf({ diff: { world, knowledge }, timeline }: FoundDiff): [string, object][] {
  const ids = new Set([...world, ...knowledge].flatMap(({ because }) => because));
  return [...ids].map((id) => [id, eventItem(timeline, id)]);
}

/** An event in a few words. */
export function eventItem(timeline: PolicyTimeline, eventId: string): object {
  const development = timeline.facts.version(eventId);
  if (development) {
    const { kind, recordedAt, data } = development;
    const { text, earliest, latest } = data.effective;
    return {
      kind,
      effective: { text, earliest, latest },
      ...(data.published && { published: data.published.text }),
      recordedAt,
      ...(data.corrects !== undefined && { corrects: data.corrects }),
      sources: data.sources,
    };
  }
  const retraction = timeline.facts
    .all()
    .map((fact) => fact.retraction)
    .find((each) => each?.eventId === eventId);
  if (!retraction) throw new Error(`${eventId} changed something, but is no event of its policy`);
  const { recordedAt, data } = retraction;
  return { kind: RETRACTED, recordedAt, retracts: data.retracts, reason: data.reason };
}
