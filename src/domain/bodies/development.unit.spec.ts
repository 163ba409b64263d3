import { describe, expect, it } from '@jest/globals';
import { KINDS } from '../kinds/index.js';
import { checkDevelopment, developmentSchema } from './development.js';

const CONTRACT = {
  kind: 'contract-concluded',
  effective: '2024-01',
  payload: { counterparty: 'US', quantity: 400 },
  sources: [{ title: 'Japan to proceed', published: '2024-02' }],
};

function accepted(body: object) {
  const checked = checkDevelopment(body);
  if ('problems' in checked) throw new Error(`refused: ${JSON.stringify(checked.problems)}`);
  return checked.value;
}

function problems(body: unknown) {
  const checked = checkDevelopment(body);
  if ('value' in checked) throw new Error(`accepted: ${JSON.stringify(checked.value.data)}`);
  return checked.problems;
}

const pointers = (body: unknown) => problems(body).map(({ pointer }) => pointer);

describe('a development is read', () => {
  it('into what the log keeps and what it says', () => {
    const { kind, data, effects } = accepted(CONTRACT);
    expect(kind.kind).toBe('contract-concluded');
    expect(data).toEqual({
      effective: {
        text: '2024-01',
        earliest: '2024-01-01',
        latest: '2024-01-31',
        begin: { earliest: '2024-01-01', latest: '2024-01-31' },
        end: null,
        questionable: false,
      },
      payload: { counterparty: 'US', quantity: 400 },
      published: { text: '2024-02', earliest: '2024-02-01', latest: '2024-02-29' },
      sources: [{ title: 'Japan to proceed', published: '2024-02' }],
      assertion: 'confirmed',
    });
    expect(effects).toEqual([
      { field: 'status', set: 'contracted' },
      { field: 'counterparty', set: 'US' },
      { field: 'quantity', set: 400 },
    ]);
  });

  it('with everything it may say', () => {
    const said = { assertion: 'inferred', note: ' our reading\n', externalId: '種:7 🦊', sequence: 2 };
    const { data } = accepted({ ...CONTRACT, ...said, published: '2024-03-01?' });
    expect(data).toMatchObject({
      ...said,
      published: { text: '2024-03-01?', earliest: '2024-03-01', latest: '2024-03-01' },
    });
  });

  it('with an empty payload if it gives none and its kind needs none', () => {
    const { data } = accepted({ kind: 'verified', effective: '2024', sources: [{ title: 'x' }] });
    expect(data.payload).toEqual({});
    expect(pointers({ ...CONTRACT, payload: undefined })).toEqual(['/payload/counterparty']);
  });

  it('and the defaults of missing members are published', () => {
    expect(developmentSchema()).toMatchObject({
      properties: { payload: { default: {} }, assertion: { default: 'confirmed' } },
      required: ['kind', 'effective', 'sources'],
    });
  });

  it('with fiscal years as their text, in every date', () => {
    const fiscalYear = { fiscalYear: 2025, calendar: 'JP' };
    const { data } = accepted({
      kind: 'schedule-changed',
      effective: fiscalYear,
      payload: { milestone: 'introduction', date: fiscalYear },
      published: fiscalYear,
      sources: [{ title: 'Plan', published: fiscalYear, accessed: fiscalYear }],
    });
    const text = '[2025-04-01..2026-03-31]';
    expect([data.effective.text, data.published?.text, data.payload['date']]).toEqual([text, text, text]);
    expect(data.sources).toEqual([{ title: 'Plan', published: text, accessed: text }]);
  });
});

describe('problems of a development have pointers', () => {
  it('all of it together, that of the payload, too', () => {
    const body = {
      kind: 'contract-concluded',
      effective: '2025-02-29',
      payload: { quantitiy: 400 },
      sequence: 0,
      sources: [],
      assertion: 'confirmd',
      externalid: 'x',
    };
    expect(problems(body)).toMatchObject([
      { pointer: '/externalid', detail: 'is not a property of a development', didYouMean: 'externalId' },
      { pointer: '/effective', detail: expect.stringContaining('a day that does not exist') as unknown },
      { pointer: '/sequence' },
      { pointer: '/sources' },
      { pointer: '/assertion', didYouMean: 'confirmed', allowed: expect.anything() as unknown },
      { pointer: '/payload/quantitiy', didYouMean: 'quantity' },
      { pointer: '/payload/counterparty', detail: 'is missing' },
    ]);
  });

  it('an unknown kind with the nearest known one and with all there are', () => {
    expect(problems({ ...CONTRACT, kind: 'contract-conclude' })).toMatchObject([
      { pointer: '/kind', didYouMean: 'contract-concluded', allowed: KINDS.map(({ kind }) => kind) },
    ]);
    for (const kind of ['constructor', '__proto__', '', 7, null])
      expect(pointers({ ...CONTRACT, kind })).toEqual(['/kind']);
  });

  it('what is missing, once', () => {
    expect(problems({})).toEqual(
      ['/kind', '/effective', '/sources'].map((pointer) => ({ pointer, detail: 'is missing' })),
    );
    expect(pointers({ ...CONTRACT, corrects: 'x' })).toEqual(['/corrects']);
  });

  it.each([null, [], 'text', 7, undefined])('a body that is no object: %j', (body) => {
    expect(problems(body)).toEqual([
      { pointer: '', detail: expect.stringContaining('must be an object with kind,') as unknown },
    ]);
  });

  it.each([null, [], 'text', 7])('a payload that is no object: %j', (payload) => {
    expect(problems({ ...CONTRACT, payload })).toEqual([
      { pointer: '/payload', detail: 'must be an object' },
    ]);
  });

  it.each(['now', '2024-13', '0000', '2024-01-01T00:00:00Z', 20240101, null, { fiscalYear: 2025 }])(
    'a date that is none: %j',
    (date) => {
      expect(pointers({ ...CONTRACT, effective: date })[0]).toMatch(/^\/effective/);
      expect(pointers({ ...CONTRACT, published: date })[0]).toMatch(/^\/published/);
    },
  );

  it.each([0, -1, 1.5, 2 ** 53, '1', null, true])('a sequence that is none: %j', (sequence) => {
    expect(pointers({ ...CONTRACT, sequence })).toEqual(['/sequence']);
  });

  it.each(['', 'a\u0000b', 'a\nb', 'a\u2028b', '\u007f', 'x'.repeat(201), 7, null])(
    'an externalId that is none: %j',
    (externalId) => {
      expect(pointers({ ...CONTRACT, externalId })).toEqual(['/externalId']);
    },
  );

  it('texts that are too long, counted in characters', () => {
    expect(accepted({ ...CONTRACT, note: '🦊'.repeat(20_000), externalId: '🦊'.repeat(200) })).toBeDefined();
    expect(pointers({ ...CONTRACT, note: 'x'.repeat(20_001), externalId: '🦊'.repeat(201) })).toEqual([
      '/note',
      '/externalId',
    ]);
    expect(pointers({ ...CONTRACT, note: '' })).toEqual(['/note']);
  });

  it('but of nonsense no more than a reader can use', () => {
    const nonsense = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`x${i}`, i]));
    const many = (n: number) => ({ permits: Object.fromEntries(Object.entries(nonsense).slice(0, n)) });
    expect(problems(nonsense)).toHaveLength(101);
    const refusals = problems({ ...CONTRACT, kind: 'guideline-revised', payload: many(1_000) });
    expect(refusals).toHaveLength(101);
    expect(refusals.at(-1)).toEqual({
      pointer: '',
      detail: 'has further problems, which are not listed here',
    });
    expect(pointers({ ...CONTRACT, kind: 'guideline-revised', payload: many(1_001) })).toEqual([
      '/payload/permits',
    ]);
  });
});
