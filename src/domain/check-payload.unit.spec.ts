import { describe, expect, it } from '@jest/globals';
import { checkPayload } from './check-payload.js';
import type { PayloadProblem } from './values/value.js';
import type { Json } from './json.js';
import { kindNamed } from './kinds/index.js';

function check(kind: string, payload: unknown) {
  const known = kindNamed(kind);
  if (!known) throw new Error(`no kind ${kind}`);
  return checkPayload(known, payload);
}

function problems(kind: string, payload: unknown): PayloadProblem[] {
  const checked = check(kind, payload);
  if ('payload' in checked) throw new Error(`accepted: ${JSON.stringify(checked.payload)}`);
  return checked.problems;
}

const pointers = (kind: string, payload: unknown): string[] =>
  problems(kind, payload).map(({ pointer }) => pointer);

describe('a payload is kept as it came', () => {
  it('with its strings exactly, also long, decomposed or white ones', () => {
    const payload = { speaker: 'ru-mfa', name: '  é̄\u00a0', text: '👩‍👩‍👧 \n\t', stance: ' ' };
    expect(check('statement-made', payload)).toEqual({ payload });
  });

  it('without the values it leaves to the kind', () => {
    expect(check('guideline-revised', {})).toEqual({ payload: {} });
  });

  it('but with fiscal years as their text, wherever a date is allowed', () => {
    const fiscalYear = { fiscalYear: 2025, calendar: 'JP' };
    const text = '[2025-04-01..2026-03-31]';
    expect(check('schedule-changed', { milestone: 'm', date: fiscalYear, previous: '2026' })).toEqual({
      payload: { milestone: 'm', date: text, previous: '2026' },
    });
    expect(check('plan-announced', { expected: { a: fiscalYear, b: '2024?' } })).toEqual({
      payload: { expected: { a: text, b: '2024?' } },
    });
  });

  it('with any JSON value where any is allowed, with any keys', () => {
    const payload = JSON.parse(
      '{"field":"x","value":{"__proto__":{"polluted":1},"constructor":[null]}}',
    ) as Json;
    const checked = check('value-set', payload);
    expect(JSON.stringify(checked)).toBe(JSON.stringify({ payload }));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('in lengths counted in characters, not in code units', () => {
    expect(check('verified', { text: '🦊'.repeat(20_000) })).toHaveProperty('payload');
    expect(pointers('verified', { text: '🦊'.repeat(20_001) })).toEqual(['/text']);
    expect(pointers('verified', { text: 'x'.repeat(20_001) })).toEqual(['/text']);
  });
});

describe('a problem is named at its place', () => {
  it('an unknown property with the nearest known one', () => {
    expect(problems('contract-concluded', { counterparty: 'US', quantitiy: 400 })).toEqual([
      {
        pointer: '/quantitiy',
        detail: 'is not a property of this kind',
        allowed: ['counterparty', 'item', 'quantity', 'amount', 'text'],
        didYouMean: 'quantity',
      },
    ]);
  });

  it('a missing property where it should be', () => {
    expect(problems('schedule-changed', {})).toEqual([
      { pointer: '/milestone', detail: 'is missing' },
      { pointer: '/date', detail: 'is missing' },
    ]);
  });

  it('null is not a way to leave something out', () => {
    expect(pointers('contract-concluded', { counterparty: 'US', quantity: null })).toEqual(['/quantity']);
  });

  it('a choice with what is allowed and what was meant', () => {
    expect(problems('bill-stage-reached', { stage: 'upper-commitee-voted' })[0]).toMatchObject({
      pointer: '/stage',
      didYouMean: 'upper-committee-voted',
      allowed: expect.arrayContaining(['promulgated']) as unknown,
    });
  });

  it('an entry of a map at the entry, with its name escaped', () => {
    expect(pointers('guideline-revised', { permits: { fine: 'x', 'a/b~c': 'x', bad: 1 } })).toEqual([
      '/permits/a~1b~0c',
      '/permits/bad',
    ]);
    expect(pointers('plan-announced', { attributes: { $x: 1, 'a/b/c': 1, 'items/pac-2': 1 } })).toEqual([
      '/attributes/$x',
      '/attributes/a~1b~1c',
    ]);
    expect(pointers('guideline-revised', JSON.parse('{"permits":{"__proto__":"x"}}'))).toEqual([
      '/permits/__proto__',
    ]);
  });

  it('a date with the fix, a fiscal year at its member', () => {
    expect(problems('schedule-changed', { milestone: 'm', date: '2025-02-29' })).toEqual([
      {
        pointer: '/date',
        detail:
          '"2025-02-29" is a day that does not exist; look at the calendar; a month as a whole is "2024-02"',
      },
    ]);
    expect(pointers('plan-announced', { expected: { m: { fiscalYear: 2025, calendar: 'FR' } } })).toEqual([
      '/expected/m/calendar',
    ]);
  });

  it('money at its member', () => {
    const amount = { value: '1', currency: 'yen', note: 'x' };
    expect(pointers('contract-concluded', { counterparty: 'US', amount })).toEqual([
      '/amount/note',
      '/amount/value',
      '/amount/currency',
    ]);
  });
});

describe('what a payload says must be of one piece', () => {
  it('no field twice', () => {
    expect(problems('status-reported', { status: 'a', attributes: { status: 'b' } })).toEqual([
      { pointer: '/attributes/status', detail: 'status is set twice by this payload' },
    ]);
    const both = { attributes: { 'expected/m': '2024' }, expected: { m: '2025' } };
    expect(pointers('plan-announced', both)).toEqual(['/attributes/expected~1m']);
  });

  it('no name as a value and as a collection', () => {
    expect(pointers('plan-announced', { attributes: { items: 1, 'items/a': 2 } })).toEqual([
      '/attributes/items~1a',
    ]);
    expect(pointers('plan-announced', { attributes: { 'items/a': 1, 'items/b': 2, items: 3 } })).toEqual([
      '/attributes/items',
    ]);
  });

  it('dates in expected, or null for none', () => {
    expect(pointers('value-set', { field: 'expected/introduction', value: 'soon' })).toEqual(['/value']);
    expect(pointers('status-reported', { status: 'a', attributes: { 'expected/m': 5 } })).toEqual([
      '/attributes/expected~1m',
    ]);
    expect(check('value-set', { field: 'expected/introduction', value: null })).toHaveProperty('payload');
    expect(check('value-set', { field: 'expected/introduction', value: '2025~' })).toHaveProperty('payload');
  });
});
