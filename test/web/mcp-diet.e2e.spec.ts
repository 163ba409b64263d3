import { Readable } from 'node:stream';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Imports } from '../../src/write/import/imports.js';
import { DIET_IS_HERE, dietFile, dietTruth, type Truth } from '../imports/diet.js';
import { startTestApp, type TestApp } from '../support/app.js';

/** A question whose answer the truth knows, put to the tools alone. */
interface Question {
  words: string;
  expected: unknown;
  answer: () => Promise<unknown>;
}
interface Change {
  field: string;
  old: { value?: unknown };
  new: { value?: unknown };
}
type Content = Record<string, unknown> & {
  state?: { status?: string; stages?: Record<string, unknown> };
  knowledgeChanges?: Change[];
  value?: unknown;
  reasons?: { role: string; payload: { stage: string }; sources: unknown[] }[];
  items?: { policyId: string; payload: { stage: string }; effective: { latest: string } }[];
};

let app: TestApp;
let client: Client;

const call = async (name: string, args: Record<string, unknown>): Promise<Content> => {
  const { isError, structuredContent } = await client.callTool({ name, arguments: args });
  if (isError === true)
    throw new Error(`${name} ${JSON.stringify(args)}: ${JSON.stringify(structuredContent)}`);
  return structuredContent as Content;
};
const sorted = (stages: readonly string[]) => [...stages].sort();
const basisOf = ({ policyId, asOf, knownAt }: Truth) => ({ policyId, asOf, knownAt });

const state = (truth: Truth): Question => ({
  words: `Which stages had ${truth.policyId} reached on ${truth.asOf}, as known at ${truth.knownAt}?`,
  expected: [truth.status, sorted(truth.stages)],
  answer: async () => {
    const { state: { status, stages = {} } = {} } = await call('state_as_of', basisOf(truth));
    return [status ?? null, sorted(Object.keys(stages))];
  },
});

const why = (truth: Truth): Question => ({
  words: `Why had ${truth.policyId} its status on ${truth.asOf}, as known at ${truth.knownAt}?`,
  expected: [truth.status, true],
  answer: async () => {
    const { value, reasons = [] } = await call('explain_field', { ...basisOf(truth), field: 'status' });
    const winner = reasons.find(({ role }) => role === 'wins');
    return [value, winner?.payload.stage === truth.status && winner.sources.length > 0];
  },
});

const found = (truth: Truth): Question => ({
  words: `Is ${truth.policyId} among the bills of status ${truth.status ?? 'none'} on ${truth.asOf}, as known at ${truth.knownAt}?`,
  expected: true,
  answer: async () => {
    const { asOf, knownAt, policyId, status } = truth;
    const filter = status === null ? { absent: 'status' } : { status };
    const { items = [] } = await call('search_policies', {
      asOf,
      knownAt,
      ...filter,
      area: 'diet',
      limit: 1000,
    });
    return items.some((item) => item.policyId === policyId);
  },
});

/** What was known first, and what is known last, of one day. */
const learnt = ([first, last]: readonly [Truth, Truth]): Question => ({
  words: `How did the known status of ${first.policyId} on ${first.asOf} change from ${first.knownAt} to ${last.knownAt}?`,
  expected: first.status === last.status ? [] : [[first.status ?? undefined, last.status ?? undefined]],
  answer: async () => {
    const { policyId, asOf } = first;
    const { knowledgeChanges = [] } = await call('compare', {
      ...{ policyId, fromAsOf: asOf, toAsOf: asOf, fromKnownAt: first.knownAt, toKnownAt: last.knownAt },
    });
    return knowledgeChanges
      .filter(({ field }) => field === 'status')
      .map((change) => [change.old.value, change.new.value]);
  },
});

/** `last` is of all that is known. */
const cited = ([first, last]: readonly [Truth, Truth]): Question => ({
  words: `Somebody cites "${first.status ?? ''}" of ${first.policyId} on ${first.asOf}, read at ${first.knownAt}. Does it hold?`,
  expected: first.status === last.status ? 'holds' : 'held-then',
  answer: async () =>
    (await call('verify_citation', { ...basisOf(first), field: 'status', value: first.status }))['verdict'],
});

const steps = (truth: Truth): Question => ({
  words: `Which stages of ${truth.policyId} had come by ${truth.asOf}, as reported by ${truth.knownAt}?`,
  expected: sorted(truth.stages),
  answer: async () => {
    const { policyId, knownAt, asOf } = truth;
    const { items = [] } = await call('timeline', { policyId, knownAt, limit: 1000 });
    return sorted([
      ...new Set(
        items.filter(({ effective }) => effective.latest <= asOf).map(({ payload }) => payload.stage),
      ),
    ]);
  },
});

/** 100 questions spread evenly over the truth. */
function questionsOf(truth: readonly Truth[]): Question[] {
  const spread = <T>(all: readonly T[], count: number): T[] =>
    Array.from({ length: count }, (_, n) => all[Math.floor(((n + 0.5) * all.length) / count)] as T);
  const ofDays = new Map<string, Truth[]>();
  for (const row of truth) {
    const day = `${row.policyId} ${row.asOf}`;
    ofDays.set(day, [...(ofDays.get(day) ?? []), row]);
  }
  const pairs = [...ofDays.values()].flatMap((rows) => {
    const [first, last] = [rows[0], rows.at(-1)];
    return first && last && first !== last ? [[first, last] as const] : [];
  });
  const changed = pairs.filter(([first, last]) => first.status !== last.status);
  const citable = pairs.filter(([{ status }]) => status !== null);
  return [
    ...spread(truth, 30).map(state),
    ...spread(
      truth.filter(({ status }) => status !== null),
      15,
    ).map(why),
    ...spread(truth, 15).map(found),
    ...spread(changed, 15).map(learnt),
    ...spread(citable, 15).map(cited),
    ...spread(
      truth.filter(({ stages }) => stages.length > 0),
      10,
    ).map(steps),
  ];
}

(DIET_IS_HERE ? describe : describe.skip)(
  'Questions about the bills of the Diet, put to the tools alone',
  () => {
    beforeAll(async () => {
      app = await startTestApp();
      await app.application.http.app
        .get(Imports)
        .importNow(Readable.from([dietFile()]), { actor: 'test', correlationId: 'diet' });
      client = new Client({ name: 'test', version: '1' });
      await client.connect(new StreamableHTTPClientTransport(new URL(`${app.url}/mcp`)));
    }, 180_000);
    afterAll(async () => {
      await client.close();
      await app.stop();
    });

    it('are answered as the truth does: 100 of 100', async () => {
      const questions = questionsOf(dietTruth());
      expect(questions).toHaveLength(100);
      const wrong = [];
      for (const { words, expected, answer } of questions) {
        const given = await answer().catch((error: unknown) => String(error));
        if (JSON.stringify(given) !== JSON.stringify(expected)) wrong.push({ words, expected, given });
      }
      expect(wrong).toEqual([]);
    });
  },
);
