import { expect, it } from '@jest/globals';
import { BEGINNING, FOREVER } from './day.js';
import { FieldRows } from './field-rows.js';
import type { Step } from './field-steps.js';

/** More than a call can have arguments. */
const MANY = 200_000;
const rowsOf = (steps: readonly Step[]) => {
  const rows = new FieldRows({ of: () => undefined, beginning: () => [] });
  rows.replace(BEGINNING, FOREVER, steps);
  return rows.takeChanges().now;
};
const step = (from: string, until: string, because: string[]): Step => {
  const said = { value: `"${from}"`, because };
  return {
    from,
    until,
    certainty: 'possible',
    candidates: [said],
    contested: false,
    included: said,
    excluded: said,
  };
};

it('a field has as many steps as it needs', () => {
  const days = Array.from({ length: MANY }, (_, n) => String(n).padStart(10, '1'));
  const steps = days.map((day, n) => step(day, days[n + 1] ?? FOREVER, ['e']));
  expect(rowsOf([step(BEGINNING, days[0] ?? '', ['e']), ...steps])).toHaveLength(MANY + 1);
});

it('a value is based on as many developments as give it', () => {
  const ids = Array.from({ length: MANY }, (_, n) => `e${n}`);
  const [entry] = rowsOf([step(BEGINNING, FOREVER, ids)]);
  expect(entry?.flag.because).toEqual(ids);
});
