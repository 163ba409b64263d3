import { canonicalText, type Json } from '../../src/domain/json.js';
import type { FieldAnswer, StateAnswer } from './ask.js';
import type { Log } from './record.js';
import type { Bounds, Expectation } from './story.js';

/** The answer in the form of the expectation and reduced to it: equal to `inAnyOrder(expectation)` if the answer is right. */
export function seen(answer: StateAnswer, asked: Expectation, log: Log): unknown {
  const { existence, state, possible, contested, expected, developments, fields } = answer;
  const told: Record<keyof Expectation, unknown> = {
    existence,
    state,
    possible,
    contested,
    developments,
    certainty: perField(fields, asked.certainty, ({ certainty }) => certainty),
    candidates: perField(fields, asked.candidates, ({ candidates }) =>
      candidates?.map(({ value, absent }) => (absent ? { absent } : value)),
    ),
    since: perField(fields, asked.since, ({ since }, bounds) => only(bounds, since)),
    until: perField(fields, asked.until, ({ until }, bounds) => only(bounds, until)),
    because: perField(fields, asked.because, ({ because }) => namesOf(because, log)),
    expected: expected.map(({ date, because }) => ({ ...date, because: namesOf(because, log) })),
  };
  return inAnyOrder(Object.fromEntries(Object.entries(told).filter(([part]) => part in asked)));
}

/** Sorts the lists that have no order of their own. */
export function inAnyOrder(expectation: object): unknown {
  const parts = Object.entries(expectation).map(([part, value]: [string, unknown]) => {
    if (part === 'possible' || part === 'contested' || part === 'expected') return [part, sorted(value)];
    if (part !== 'candidates' && part !== 'because') return [part, value];
    const fields = Object.entries(value as object).map(([field, each]) => [field, sorted(each)]);
    return [part, Object.fromEntries(fields) as unknown];
  });
  return Object.fromEntries(parts);
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? [...(value as Json[])].sort((a, b) => (canonicalText(a) < canonicalText(b) ? -1 : 1))
    : value;

function perField<Asked>(
  fields: StateAnswer['fields'],
  asked: Record<string, Asked> = {},
  read: (field: FieldAnswer, asked: Asked) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(asked).map(([path, each]) => {
      const field = fields[path];
      return [path, field ? read(field, each) : 'not in the answer'];
    }),
  );
}

const only = (asked: Bounds, bounds: Bounds | undefined): Bounds | undefined =>
  bounds && {
    ...('text' in asked ? { text: bounds.text } : {}),
    ...('earliest' in asked ? { earliest: bounds.earliest } : {}),
    ...('latest' in asked ? { latest: bounds.latest } : {}),
  };

const namesOf = (eventIds: readonly string[], log: Log): string[] =>
  eventIds.map((id) => [...log].find(([, { eventId }]) => eventId === id)?.[0] ?? id);
