import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ChangeRequest } from '../../src/domain/change.js';
import type { JsonObject } from '../../src/domain/json.js';
import { streamOf } from '../../src/domain/stream.js';
import { eventToAppend } from '../../src/write/new-event.js';
import { PolicyWriter } from '../../src/write/policy-writer.js';
import { InMemoryLog } from '../support/in-memory-log.js';

let log: InMemoryLog;
let policies: PolicyWriter;
beforeEach(() => {
  log = new InMemoryLog();
  policies = new PolicyWriter(log, log);
});

const BY = { actor: 'key:1', correlationId: 'r1' };
const register = (id: string): ChangeRequest => ({
  register: { id, title: 'A policy', jurisdiction: 'JP', area: 'tests' },
});
const statusBody = (effective: string, value: string, more: JsonObject = {}): JsonObject => ({
  ...{ kind: 'status-reported', effective, payload: { status: value } },
  ...{ sources: [{ title: 'A source' }], ...more },
});
const status = (policyId: string, effective: string, value: string, more?: JsonObject): ChangeRequest => ({
  record: policyId,
  body: statusBody(effective, value, more),
});
const slug = (slug: string) => expect.objectContaining({ slug });

describe('A change', () => {
  it('is written as one event of its policy', async () => {
    expect(await policies.write(register('p'), BY)).toMatchObject({ position: 1, version: 1 });
    expect(await policies.write(status('p', '2024-01', 'planned'), BY)).toMatchObject({ version: 2 });
    expect(log.events.map(({ kind, actor, correlationId }) => [kind, actor, correlationId])).toEqual([
      ['policy-registered', 'key:1', 'r1'],
      ['status-reported', 'key:1', 'r1'],
    ]);
  });

  it('of a policy that is not registered, or is already, is refused', async () => {
    await expect(policies.write(status('p', '2024-01', 'planned'), BY)).rejects.toEqual(
      slug('policy-not-known'),
    );
    await policies.write(register('p'), BY);
    await expect(policies.write(register('p'), BY)).rejects.toEqual(slug('policy-already-registered'));
    expect(log.events).toHaveLength(1);
  });

  it('repeated with its key is answered as the first time, and with another content refused', async () => {
    await policies.write(register('p'), BY);
    const once = { ...BY, idempotencyKey: 'k' };
    const first = await policies.write(status('p', '2024-01', 'planned'), once);
    await policies.write(status('p', '2024-02', 'approved'), BY);
    expect(await policies.write(status('p', '2024-01', 'planned'), once)).toEqual(first);
    await expect(policies.write(status('p', '2024-01', 'other'), once)).rejects.toEqual(
      slug('idempotency-key-reused'),
    );
    expect(log.events).toHaveLength(3);
  });

  it('gives its warnings again when it is repeated, as they were before it', async () => {
    await policies.write(register('p'), BY);
    await policies.write(status('p', '2024-01-10', 'planned'), BY);
    const once = { ...BY, idempotencyKey: 'k' };
    const other = { sources: [{ title: 'Another source', publisher: 'Another publisher' }] };
    const first = await policies.write(status('p', '2024-01-10', 'approved', other), once);
    expect(await policies.write(status('p', '2024-01-10', 'approved', other), once)).toEqual(first);
  });

  it('whose external id says something else already is refused', async () => {
    await policies.write(register('p'), BY);
    await policies.write(status('p', '2024-01', 'planned', { externalId: 'x' }), BY);
    await expect(policies.write(status('p', '2024-02', 'planned', { externalId: 'x' }), BY)).rejects.toEqual(
      slug('external-id-taken'),
    );
  });

  it('under a version that is no longer the newest is refused', async () => {
    await policies.write(register('p'), BY);
    await policies.write(status('p', '2024-01', 'planned'), { ...BY, ifVersion: 1 });
    await expect(policies.write(status('p', '2024-02', 'approved'), { ...BY, ifVersion: 1 })).rejects.toEqual(
      slug('version-mismatch'),
    );
  });

  it('is decided again when another process was faster', async () => {
    await policies.write(register('p'), BY);
    const { event } = await new PolicyWriter(log, log).decide(status('p', '2024-01', 'planned'), BY);
    const append = log.append.bind(log);
    let conflicts = 0;
    log.append = async (own) => {
      log.append = append;
      await append({ ...own, expected: 'any', keys: [], events: [eventToAppend(event)] });
      const result = await append(own);
      if (result.outcome === 'conflict') conflicts += 1;
      return result;
    };
    expect(await policies.write(status('p', '2024-02', 'approved'), BY)).toMatchObject({ version: 3 });
    expect(conflicts).toBe(1);
  });

  it('asked for fifty times at once happens fifty times, one after the other', async () => {
    await policies.write(register('p'), BY);
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        policies.write(status('p', `2024-02-${10 + (i % 10)}`, `s${i}`), BY),
      ),
    );
    expect((await log.readStream(streamOf('p'))).map(({ version }) => version)).toEqual(
      Array.from({ length: 51 }, (_, i) => i + 1),
    );
  });

  it('that is only decided writes nothing', async () => {
    await policies.write(register('p'), BY);
    const { policyId, event } = await policies.decide(status('p', '2024-01', 'planned'), BY);
    expect([policyId, event.type]).toEqual(['p', 'development']);
    expect(log.events).toHaveLength(1);
  });

  it('corrects and retracts what its target names', async () => {
    await policies.write(register('p'), BY);
    const { eventId } = await policies.write(status('p', '2024-01', 'planned'), BY);
    const body = statusBody('2024-02', 'planned');
    const corrected = await policies.write({ correct: eventId, body }, BY);
    await expect(policies.write({ correct: eventId, body }, BY)).rejects.toEqual(slug('already-superseded'));
    const gone = { reason: 'It never was' };
    expect(await policies.write({ retract: corrected.eventId, body: gone }, BY)).toMatchObject({
      version: 4,
    });
    await expect(
      policies.write({ retract: '00000000-0000-7000-8000-000000000000', body: gone }, BY),
    ).rejects.toEqual(slug('development-not-known'));
  });
});
