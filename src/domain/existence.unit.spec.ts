import { describe, expect, it } from '@jest/globals';
import { PolicyTimeline } from './policy-timeline.js';
import { rowsOn } from './state.js';
import { checkDevelopment } from './bodies/development.js';
import type { JsonObject } from './json.js';
import type { Uncertain } from './field-entry.js';

function timelineOf(...bodies: JsonObject[]): PolicyTimeline {
  const timeline = new PolicyTimeline();
  const header = { title: 'P', jurisdictions: ['JP'], area: 'tests', timeZone: 'UTC' };
  const envelope = { recordedAt: '2026-01-01T00:00:00.000000Z', reconstructed: false, actor: 'test' };
  timeline.apply({ ...envelope, type: 'registered', eventId: 'e0', position: 1, header });
  bodies.forEach((body, i) => {
    const checked = checkDevelopment({ sources: [{ title: 's' }], ...body });
    if (!('value' in checked)) throw new Error(JSON.stringify(checked));
    const { kind, data, effects } = checked.value;
    timeline.apply({
      ...envelope,
      type: 'development',
      eventId: `e${i + 1}`,
      position: i + 2,
      kind: kind.kind,
      data,
      effects,
    });
  });
  timeline.recompute();
  return timeline;
}

const existence = (timeline: PolicyTimeline, day: string, uncertain: Uncertain = 'flag') =>
  rowsOn('p', timeline, day, uncertain).rows.find(({ path }) => path === '$existence')?.value;

describe('whether a policy exists', () => {
  it('not until a development has certainly begun; read at its widest, from its earliest day', () => {
    const timeline = timelineOf({
      kind: 'status-reported',
      effective: '2024-07',
      payload: { status: 'planned' },
    });
    expect(existence(timeline, '2024-06-30', 'include')).toBe('"not-yet"');
    expect(existence(timeline, '2024-07-15')).toBe('"not-yet"');
    expect(existence(timeline, '2024-07-15', 'include')).toBe('"exists"');
    expect(existence(timeline, '2024-07-15', 'exclude')).toBe('"not-yet"');
    expect(existence(timeline, '2024-07-31')).toBe('"exists"');
  });

  it('has ended only while an end is sure to be what decides the status', () => {
    const timeline = timelineOf(
      { kind: 'status-reported', effective: '2024-01-01', payload: { status: 'in-force' } },
      { kind: 'ended', effective: '2024-07', payload: {} },
      { kind: 'status-reported', effective: '2025-01-01', payload: { status: 'in-force' } },
    );
    expect(existence(timeline, '2024-07-15')).toBe('"exists"');
    expect(existence(timeline, '2024-07-15', 'include')).toBe('"ended"');
    expect(existence(timeline, '2024-07-31')).toBe('"ended"');
    expect(existence(timeline, '2025-01-01')).toBe('"exists"');
  });

  it('what has always been is there on the first day; what ends some day of June is sure until then', () => {
    const timeline = timelineOf({
      kind: 'status-reported',
      effective: '../2024-06',
      payload: { status: 'in-force' },
    });
    expect(existence(timeline, '0001-01-01')).toBe('"exists"');
    const status = (day: string) =>
      rowsOn('p', timeline, day, 'flag').rows.find(({ path }) => path === 'status');
    expect(status('2024-06-01')).toMatchObject({ certainty: 'definite', value: '"in-force"' });
    expect(status('2024-06-02')).toMatchObject({ certainty: 'possible', value: null });
    expect(status('2024-07-01')).toBeUndefined();
  });
});
