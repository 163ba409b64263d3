import { scaleLines } from '../scale/lines.js';

export const POLICIES = 50_000;
const DEVELOPMENTS_EACH = 3;
/** Policies with many developments, for the page of one policy. */
export const LONG = [300, 1000];

const STATUSES = ['planned', 'approved', 'contracted', 'delivered'];
const ITEMS = 60;
const FIRST_DAY = Date.UTC(2010, 0, 1);
const DAY_MS = 86_400_000;

/** The data for measuring the dashboard, as import lines. */
export function* dashboardLines(): Generator<string> {
  yield* scaleLines(POLICIES, DEVELOPMENTS_EACH);
  for (const developments of LONG) yield* longPolicy(developments);
}

export const longId = (developments: number): string => `long-${developments}`;

/** A policy with this many developments, one every five days, over sixty items. */
function* longPolicy(developments: number): Generator<string> {
  const id = longId(developments);
  const title = `Purchase in ${developments} steps`;
  yield JSON.stringify({ policy: { id, title, jurisdiction: 'JP', area: 'arms-export' } });
  for (let i = 0; i < developments; i += 1)
    yield JSON.stringify({
      policyId: id,
      kind: 'value-set',
      effective: new Date(FIRST_DAY + i * 5 * DAY_MS).toISOString().slice(0, 10),
      payload: {
        field: `items/item-${(i % ITEMS) + 1}`,
        value: STATUSES[Math.floor(i / ITEMS) % STATUSES.length],
      },
      sources: [{ title: 'A register of purchases', publisher: 'The ministry' }],
      externalId: `${id}:${i}`,
    });
}
