import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { checkPayload } from '../check-payload.js';
import type { Json } from '../json.js';
import { billStageReached } from './bill-stage-reached.js';

/** Bills of Japan's Diet as import lines; not part of the repository, so the test runs where they lie beside it. */
const DIET = '../shared/data/diet/developments.ndjson.gz';

interface Line {
  kind?: string;
  payload?: Json;
}

describe('the stages of a bill', () => {
  (existsSync(DIET) ? it : it.skip)('cover every bill of the Diet from 2023 to 2026, unchanged', () => {
    const payloads = gunzipSync(readFileSync(DIET))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
      .filter(({ kind }) => kind === 'bill-stage-reached')
      .map(({ payload }) => payload);
    expect(payloads.length).toBeGreaterThan(7000);
    for (const payload of payloads) expect(checkPayload(billStageReached, payload)).toEqual({ payload });
  });

  it('keep the details of a stage under the stage, an empty object without details', () => {
    expect(billStageReached.effects({ stage: 'submitted' })).toEqual([
      { field: 'status', set: 'submitted' },
      { field: 'stages/submitted', set: {} },
    ]);
  });
});
