import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../domain/json.js';
import { untilOwnTarget } from './prefetch.js';
import { lineOf } from './import-line.js';

const development = (externalId: string, more: JsonObject = {}): JsonObject => ({
  policyId: 'a-policy',
  kind: 'status-reported',
  effective: '2024',
  payload: { status: 'planned' },
  sources: [{ title: 'A source' }],
  externalId,
  ...more,
});
const correction = (externalId: string, corrects: string): JsonObject => {
  const { policyId: _, ...rest } = development(externalId);
  return { ...rest, corrects };
};
const ruling = (prefer: string): JsonObject => ({ ruling: { prefer, reason: 'so it is' } });
const endOf = (...lines: JsonObject[]): number => untilOwnTarget(lines.map((line, i) => lineOf(line, i + 1)));

describe('lines that are decided together while another writer may record the same', () => {
  it('are all, if none rests on an event id that a line before is about to get', () => {
    expect(endOf(development('a'), development('b', { contradicts: ['of-before'] }))).toBe(2);
    expect(endOf(ruling('of-before'), ruling('of-before'), development('a'))).toBe(3);
  });

  it.each([
    ['corrects', correction('b', 'a')],
    ['retracts', { retracts: 'a', reason: 'not so' }],
    ['contradicts', development('b', { contradicts: [{ id: 'a' }] })],
    ['rules on a contest that may hold', ruling('of-before')],
  ])('end before a line that %s one of them', (_, line) => {
    expect(endOf(development('a'), line, development('c'))).toBe(1);
  });
});
