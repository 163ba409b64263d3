import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/domain/json.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { get } from './ask.js';
import { record, recorded, type Log } from './record.js';
import { stories, type Given } from './story.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

interface Change {
  field: string;
  old: { value?: unknown; absent?: true; certainty: string };
  new: { value?: unknown; absent?: true; certainty: string };
  class: string;
  because: string[];
}
interface Diff {
  worldChanges: Change[];
  knowledgeChanges: Change[];
  totals: Record<string, number>;
  events: Record<string, { kind: string; sources?: { title: string }[] }>;
}

async function diffOf(policy: string, query: Record<string, string>): Promise<Diff> {
  const { status, text } = await get(
    app,
    `/v1/policies/${policy}/diff?${new URLSearchParams(query).toString()}`,
  );
  expect({ status, text }).toMatchObject({ status: 200 });
  return JSON.parse(text) as Diff;
}

/** A change in a few words: field, what it said, what it says, class, and the lines of the story that did it. */
const told = (changes: readonly Change[], log: Log) =>
  changes.map(({ field, old, new: now, class: name, because }) => [
    field,
    old.absent ? 'absent' : (old.value ?? old.certainty),
    now.absent ? 'absent' : (now.value ?? now.certainty),
    name,
    ...because.map((id) => [...log].find(([, { eventId }]) => eventId === id)?.[0]),
  ]);

describe('what changed in the joint operations command bill', () => {
  const log: Log = new Map();
  const policy = 'jp-joint-operations-command';
  beforeAll(async () => {
    const [, story] = stories().find(([file]) => file === 'joint-operations-command-bill.json') ?? [];
    for (const line of story?.given ?? []) await record(app, line, log);
  });

  it('in the world between 15 April and 17 May 2024: both plenary votes and the promulgation', async () => {
    const diff = await diffOf(policy, { fromAsOf: '2024-04-15', toAsOf: '2024-05-17' });
    expect(diff.knowledgeChanges).toEqual([]);
    expect(told(diff.worldChanges, log)).toEqual([
      ['lawNumber', 'absent', '24', 'happened', 'promulgated'],
      ['stages/lower-plenary-voted', 'absent', { result: '可決' }, 'happened', 'lower house'],
      ['stages/upper-plenary-voted', 'absent', { result: '可決' }, 'happened', 'upper house'],
      ['status', 'submitted', 'promulgated', 'happened', 'promulgated'],
    ]);
    expect(diff.totals).toMatchObject({ happened: 4, corrected: 0 });
    expect(diff.events[recorded(log, 'promulgated').eventId]).toMatchObject({
      kind: 'law-promulgated',
      sources: [{ title: '213th Diet, cabinet bill 14', published: '2024-05-17' }],
    });
  });

  it('in what was known of 15 February 2024: the correction made the doubtful submission certain', async () => {
    const diff = await diffOf(policy, {
      fromAsOf: '2024-02-15',
      toAsOf: '2024-02-15',
      fromKnownAt: recorded(log, 'newspaper').recordedAt,
    });
    expect(diff.worldChanges).toEqual([]);
    expect(told(diff.knowledgeChanges, log)).toEqual([
      ['bill', 'possible', { session: 213, number: 14 }, 'corrected', 'corrected'],
      ['status', 'possible', 'submitted', 'corrected', 'corrected'],
    ]);
  });

  it('on both axes: first what was learnt of the first day, then what happened by the second', async () => {
    const diff = await diffOf(policy, {
      fromAsOf: '2024-02-15',
      toAsOf: '2024-05-17',
      fromKnownAt: recorded(log, 'newspaper').recordedAt,
    });
    expect(told(diff.knowledgeChanges, log).map(([field, , now]) => [field, now])).toEqual([
      ['bill', { session: 213, number: 14 }],
      ['status', 'submitted'],
    ]);
    expect(told(diff.worldChanges, log)).toContainEqual([
      'status',
      'submitted',
      'promulgated',
      'happened',
      'promulgated',
    ]);
  });
});

describe('each class of change', () => {
  const log: Log = new Map();
  const policy = 'classes';
  const line = (as: string, kind: string, effective: string, payload: JsonObject): Given => ({
    as,
    policyId: policy,
    kind,
    effective,
    payload,
    sources: [{ title: 'a source' }],
  });
  const value = (field: string, given: string): JsonObject => ({ field, value: given });
  beforeAll(async () => {
    const header = { id: policy, title: 'Classes', jurisdiction: 'JP', area: 'tests' };
    await record(app, { as: 'registered', policy: header }, log);
    await record(app, line('base', 'status-reported', '2024-01-01', { status: 'in-force' }), log);
    await record(app, line('wrong', 'value-set', '2024-01-01', value('right', 'no')), log);
    await record(app, line('rumour', 'value-set', '2024-01-01', value('rumour', 'yes')), log);
    await record(app, line('same', 'value-set', '2024-01-01', value('same', 'yes')), log);
    await record(app, line('pause', 'suspended', '2024-02-01/2024-02-29', {}), log);
    await record(app, line('plan', 'status-reported', '2999-01-01', { status: 'abolished' }), log);
    await record(
      app,
      {
        ...line('righted', 'value-set', '2024-01-01', value('right', 'yes')),
        policyId: '',
        corrects: 'wrong',
      },
      log,
    );
    await record(
      app,
      {
        ...line('same again', 'value-set', '2024-01-01', value('same', 'yes')),
        policyId: '',
        corrects: 'same',
        note: 'x',
      },
      log,
    );
    await record(app, { as: 'withdrawn', retracts: 'rumour', reason: 'not so' }, log);
    await record(app, line('late', 'value-set', '2024-01-05', value('late', 'yes')), log);
    await record(app, line('timely', 'value-set', '2024-01-05/..', value('timely', 'yes')), log);
  });

  it.each([
    ['an end', '2024-02-15', '2024-03-01', [['status', 'suspended', 'in-force', 'expired', 'pause']]],
    ['a beginning', '2024-01-31', '2024-02-15', [['status', 'in-force', 'suspended', 'happened', 'pause']]],
    [
      'a plan that came true',
      '2024-03-01',
      '2999-01-01',
      [['status', 'in-force', 'abolished', 'planned-took-effect', 'plan']],
    ],
    ['what began and ended in between', '2024-01-31', '2024-03-01', []],
    ['the way back', '2024-03-01', '2024-02-15', [['status', 'in-force', 'suspended', 'expired', 'pause']]],
  ])('in the world: %s', async (_, fromAsOf, toAsOf, changes) => {
    const { worldChanges } = await diffOf(policy, { fromAsOf, toAsOf });
    expect(told(worldChanges, log)).toEqual(changes);
  });

  it('in what is known: corrected, retracted, recorded late or in time; a correction that says the same is no change', async () => {
    const diff = await diffOf(policy, {
      toAsOf: '2024-03-01',
      fromKnownAt: recorded(log, 'plan').recordedAt,
    });
    expect(told(diff.knowledgeChanges, log)).toEqual([
      ['late', 'absent', 'yes', 'backdated', 'late'],
      ['right', 'no', 'yes', 'corrected', 'righted'],
      ['rumour', 'yes', 'absent', 'retracted', 'withdrawn'],
      ['timely', 'absent', 'yes', 'announced', 'timely'],
    ]);
    expect(diff.totals).toEqual({
      ...{ happened: 0, expired: 0, 'planned-took-effect': 0 },
      ...{ corrected: 1, retracted: 1, ruled: 0, backdated: 1, announced: 1 },
    });
    expect(diff.events[recorded(log, 'withdrawn').eventId]).toMatchObject({
      kind: 'development-retracted',
      reason: 'not so',
    });
  });

  it('before its registration nothing was said; known on neither side it is not known', async () => {
    const { knowledgeChanges } = await diffOf(policy, { toAsOf: '2024-01-02', fromPosition: '1' });
    expect(knowledgeChanges.map(({ field }) => field)).toEqual(['right', 'same', 'status']);
    const { status } = await get(
      app,
      `/v1/policies/${policy}/diff?toAsOf=2024-01-02&fromPosition=1&toPosition=1`,
    );
    expect(status).toBe(404);
  });

  it('a position that the log has not reached is named by its parameter', async () => {
    const { status, text } = await get(app, `/v1/policies/${policy}/diff?fromPosition=999999`);
    expect(status).toBe(400);
    expect(text).toContain('"fromPosition"');
  });
});
