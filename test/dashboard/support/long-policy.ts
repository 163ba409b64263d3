import { Readable } from 'node:stream';
import { Imports } from '../../../src/write/import/imports.js';
import type { TestApp } from '../../support/app.js';

const STATUSES = ['planned', 'approved', 'contracted', 'delivered'];

/** Brings a policy with this many developments, one every five days from 2020 on, over up to 60 items. */
export async function bringLongPolicy(app: TestApp, id: string, count: number): Promise<void> {
  const lines = [
    { policy: { id, title: `Purchase of ${String(count)}`, jurisdiction: 'JP', area: 'arms-export' } },
    ...Array.from({ length: count }, (_, i) => ({
      policyId: id,
      kind: 'value-set',
      effective: new Date(Date.UTC(2020, 0, 1 + i * 5)).toISOString().slice(0, 10),
      payload: { field: `items/item-${String((i % 60) + 1)}`, value: STATUSES[Math.floor(i / 60) % 4] },
      sources: [{ title: 'A register of purchases', publisher: 'The ministry' }],
      externalId: `${id}:${String(i)}`,
    })),
  ];
  await app.application.http.app
    .get(Imports)
    .importNow(Readable.from(lines.map((line) => Buffer.from(`${JSON.stringify(line)}\n`))), {
      actor: 'test',
      correlationId: id,
    });
}
