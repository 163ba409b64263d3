import type { Effect } from './effect.js';
import { canonicalText, type Json, type JsonObject } from './json.js';
import { kindNamed } from './kinds/index.js';
import type {
  Amended,
  Development,
  DevelopmentData,
  DevelopmentSkeleton,
  HeaderSkeleton,
  PolicyEvent,
  Skeleton,
} from './policy-event.js';

/**
 * Erasure by law: the content of an event is gone, and folds use its skeleton instead, which holds no values and no texts. So the
 * winners, the certainty and the other fields of a policy stay, and the erased fields are known to have had a value.
 */

/** What stands in the place of an erased value. @param by the position of the redaction */
const redactedValue = (by: number): Json => ({ redactedAt: by });

/** What stands in the place of an erased text. */
export const redactedText = (by: number): string => `[redacted at ${by}]`;

const REDACTED = '{"redactedAt":';
const REDACTED_VALUE = /^\{"redactedAt":(\d+)\}$/;

/** The position of the redaction, if this value (canonical JSON text) was erased. */
export function redactedAt(value: string | null): number | undefined {
  // Asked for each value of a page, of which hardly any was erased.
  const by = value?.startsWith(REDACTED) ? REDACTED_VALUE.exec(value)?.[1] : undefined;
  return by === undefined ? undefined : Number(by);
}

/** The members of an entry or a candidate in the place of an erased value, JSON text; undefined: it was not erased. */
export function redactedMembers(value: string | null): string | undefined {
  const by = redactedAt(value);
  return by === undefined ? undefined : `"redacted":true,"redactedAt":${by}`;
}

/** The positions of the redactions whose traces are in an answer, whatever its format. */
export const tracesIn = (body: string): number[] =>
  [...body.matchAll(/redacted ?[aA]t\W{1,5}(\d+)/g)].map(([, by]) => Number(by));

/** What remains of an event. @throws Error for a redaction, which says what was erased and stays */
export function skeletonOf(event: PolicyEvent): Skeleton {
  switch (event.type) {
    case 'development':
      return developmentSkeleton(event);
    case 'ruling': {
      const { reason: _, sources: __, ...rest } = event.data;
      return rest;
    }
    case 'retraction': {
      const { reason: _, ...rest } = event.data;
      return rest;
    }
    case 'registered':
      return headerSkeleton(event.header);
    case 'amended':
      return headerSkeleton(event.changes);
    case 'redaction':
      throw new Error('a redaction is not erased');
  }
}

function developmentSkeleton({ kind, data, effects }: Development): DevelopmentSkeleton {
  const { payload: _, sources: __, note: ___, publishedStated: ____, ...rest } = data;
  const implied = new Map(impliedBy(kind).map((effect) => [effect.field, textOf(effect)]));
  const isImplied = (effect: Effect) => implied.get(effect.field) === textOf(effect);
  const names = (of: readonly Effect[]) => of.map(({ field }) => field);
  const cleared = effects.filter((effect) => 'clear' in effect);
  const set = effects.filter((effect) => 'set' in effect);
  return {
    ...rest,
    fields: names(set.filter((effect) => !isImplied(effect))),
    ...(cleared.length > 0 && { cleared: names(cleared) }),
    ...(set.some(isImplied) && { implied: names(set.filter(isImplied)) }),
  };
}

function headerSkeleton({ jurisdictions, area, timeZone, ...texts }: Amended['changes']): HeaderSkeleton {
  const given = Object.entries(texts);
  const cleared = given.flatMap(([name, text]) => (text === null ? [name] : []));
  return {
    ...(jurisdictions && { jurisdictions }),
    ...(area != null && { area }),
    ...(timeZone != null && { timeZone }),
    fields: given.flatMap(([name, text]) => (text === null ? [] : [name])),
    ...(cleared.length > 0 && { cleared }),
  };
}

/** The effects of a kind whatever its payload says. */
function impliedBy(kind: string): Effect[] {
  try {
    const effects = kindNamed(kind)?.effects({}) ?? [];
    // A value that the payload would have had to give is undefined here.
    return effects.filter((effect) => 'set' in effect && (effect.set as Json | undefined) !== undefined);
  } catch {
    return [];
  }
}

const textOf = (effect: Effect): string | null => ('set' in effect ? canonicalText(effect.set) : null);

/** The content that folds use for a development. */
export function standInDevelopment(
  kind: string,
  skeleton: DevelopmentSkeleton,
  by: number,
): { data: DevelopmentData; effects: Effect[] } {
  const { fields, cleared = [], implied = [], ...rest } = skeleton;
  return {
    data: { ...rest, publishedStated: true, payload: {}, sources: [] },
    effects: [
      ...impliedBy(kind).filter(({ field }) => implied.includes(field)),
      ...fields.map((field): Effect => ({ field, set: redactedValue(by) })),
      ...cleared.map((field): Effect => ({ field, clear: true })),
    ],
  };
}

/**
 * The content that folds use for any other event: JSON as its kind has it. Titles and identifiers are replaced as a whole, so the
 * erased ones must not give way to those before them; like each erased part of an answer, they leave the position of the redaction.
 */
export function standIn(skeleton: Skeleton, by: number): JsonObject {
  const {
    fields,
    cleared = [],
    ...rest
  } = skeleton as unknown as JsonObject & {
    fields?: string[];
    cleared?: string[];
  };
  if (!fields) return { ...rest, reason: redactedText(by) };
  const has = (name: string) => fields.includes(name);
  return {
    ...rest,
    ...(has('title') && { title: redactedText(by) }),
    // BCP 47: a language that is not determined.
    ...(has('titles') && { titles: { und: redactedText(by) } }),
    ...(has('description') && { description: redactedText(by) }),
    ...(has('identifiers') && { identifiers: [{ scheme: 'redacted', value: redactedText(by) }] }),
    ...Object.fromEntries(cleared.map((name) => [name, null])),
  };
}
