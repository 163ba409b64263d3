import { describe, expect, it } from '@jest/globals';
import type { Kind, TimelineItem } from '../../dashboard/src/api/client.js';
import { rangeOf } from '../../dashboard/src/edtf/range.js';
import { withCodes } from '../../dashboard/src/record/country-names.js';
import { bodyOf, draftOf, emptyDraft, withKind } from '../../dashboard/src/record/draft.js';
import { groupedKinds, suggestedKinds } from '../../dashboard/src/record/kind-groups.js';
import { likelyDuplicates } from '../../dashboard/src/record/likely-duplicates.js';
import { missingFrom } from '../../dashboard/src/record/missing.js';
import { EMPTY_POLICY, registrationOf } from '../../dashboard/src/record/policy-draft.js';
import { proposedId } from '../../dashboard/src/record/proposed-id.js';
import { sharedTitles } from '../../dashboard/src/parts/shared-titles.js';
import { describeKind } from '../../src/domain/json-schema.js';
import { KINDS, kindNamed } from '../../src/domain/kinds/index.js';

const named = (name: string): Kind => {
  const kind = kindNamed(name);
  if (!kind) throw new Error(name);
  return describeKind(kind) as unknown as Kind;
};

const PLAN: TimelineItem = {
  eventId: 'e',
  position: 1,
  kind: 'plan-announced',
  effective: { text: '2023-12', earliest: '2023-12-01', latest: '2023-12-31' },
  published: '2024-02',
  recordedAt: '2024-02-10T00:00:00.000000Z',
  payload: { status: 'planned', attributes: { range: 1600 } },
  sources: [{ title: 'Plan', published: '2024-02' }],
  assertion: 'confirmed',
};

describe('A correction starts from what was recorded', () => {
  const kind = named('plan-announced');
  const sent = (item: TimelineItem) => bodyOf(draftOf(item, kind), kind, 'JP');

  it('and sends back what was stated', () => {
    expect(sent(PLAN)).toEqual({
      kind: 'plan-announced',
      effective: '2023-12',
      published: '2024-02',
      payload: PLAN.payload,
      sources: PLAN.sources,
    });
  });

  it('but no date of publication that only followed from the sources', () => {
    expect(sent({ ...PLAN, publishedDerived: true })).not.toHaveProperty('published');
  });
});

describe('A form says what is missing', () => {
  const kind = named('contract-concluded');
  const full = { ...emptyDraft(kind), effective: '2024', sources: [{ title: 'x' }] };
  const missing = (changes: Partial<typeof full>) => missingFrom({ ...full, ...changes }, kind, 'JP');

  it('by the fields that have to be given', () => {
    expect(missingFrom(emptyDraft(kind), kind, 'JP')).toEqual([
      '/effective',
      '/payload/counterparty',
      '/sources/0/title',
    ]);
    expect(missing({ payload: { counterparty: 'US' } })).toEqual([]);
  });

  it('also where a date may mean two, and where an amount has no currency', () => {
    const payload = { counterparty: 'US', amount: [{ name: '', value: '5' }] };
    expect(missing({ effective: '3/4/2024', published: 'late 2023', payload })).toEqual([
      '/effective',
      '/published',
      '/payload/amount',
    ]);
  });

  it('and another kind keeps what both have', () => {
    const draft = withKind(
      { ...full, payload: { item: 'tomahawk', counterparty: 'US' } },
      named('transfer-approved'),
    );
    expect(draft).toMatchObject({ effective: '2024', payload: { item: 'tomahawk', recipient: '' } });
    expect(draft.payload).not.toHaveProperty('counterparty');
  });
});

describe('What is likely there already', () => {
  const contract: TimelineItem = { ...PLAN, kind: 'contract-concluded', payload: { counterparty: 'US' } };
  const candidate = (kind: string, payload: Record<string, unknown>, date: string) =>
    likelyDuplicates({ kind, payload, days: rangeOf(date) }, [PLAN, contract]);

  it('is a contract with the same party, whenever it is', () => {
    expect(candidate('contract-concluded', { counterparty: 'US', item: 'x' }, '2024-01')).toEqual([contract]);
    expect(candidate('contract-concluded', { counterparty: 'AU' }, '2023-12')).toEqual([]);
  });

  it('is a plan of the same days; a correction supersedes', () => {
    expect(candidate('plan-announced', {}, '2023-23')).toEqual([]);
    expect(candidate('plan-announced', {}, '[..2023-12-05]')).toEqual([PLAN]);
    const gone = { ...PLAN, supersededBy: 'f' };
    expect(likelyDuplicates({ kind: 'plan-announced', payload: {}, days: rangeOf('2023') }, [gone])).toEqual(
      [],
    );
  });

  it('is nothing that is checked again and again', () => {
    expect(candidate('verified', {}, '2023-12')).toEqual([]);
  });
});

describe('Kinds are offered', () => {
  const kinds = KINDS.map(({ kind }) => named(kind));

  it('each in one group', () => {
    const grouped = groupedKinds(kinds).flatMap(({ kinds }) => kinds.map(({ kind }) => kind));
    expect(grouped.toSorted()).toEqual(kinds.map(({ kind }) => kind).toSorted());
  });

  it('those first that follow what the policy has', () => {
    expect(suggestedKinds(kinds, [PLAN]).map(({ kind }) => kind)).toEqual([
      'contract-concluded',
      'schedule-changed',
      'plan-announced',
    ]);
    expect(suggestedKinds(kinds, [])).toEqual([]);
  });
});

describe('A policy to register', () => {
  it.each([
    ['Procurement of Tomahawk missiles', 'JP, US', 'jp-procurement-of-tomahawk-missiles'],
    ['  Über-Plan (2nd)  ', 'de', 'de-u-ber-plan-2nd'],
    ['防衛装備移転', 'JP', ''],
    ['JP bill No. 14', 'JP', 'jp-bill-no-14'],
  ])('%s of %s may have the id %j', (title, jurisdiction, id) => {
    expect(proposedId(title, jurisdiction)).toBe(id);
  });

  it.each([
    ['Japan', 'JP'],
    ['日本、アメリカ合衆国', 'JP, US'],
    ['JP, united kingdom', 'JP, GB'],
    ['JP, US', null],
    ['Atlantis', null],
  ])('is of %s: %s', (typed, codes) => {
    expect(withCodes(typed)).toBe(codes);
  });

  it('is called by others as each line says; without a colon the scheme is missing', () => {
    const identifiers = 'eli:https://x.test/1\n\n wikidata: Q917 \nlaw 24';
    expect(registrationOf('id', { ...EMPTY_POLICY, identifiers })).toMatchObject({
      identifiers: [
        { scheme: 'eli', value: 'https://x.test/1' },
        { scheme: 'wikidata', value: 'Q917' },
        { scheme: '', value: 'law 24' },
      ],
    });
  });
});

describe('A list of policies', () => {
  it('tells apart those that have one title', () => {
    expect([...sharedTitles(['a', 'b', 'a', 'c', 'b', 'a'])].sort()).toEqual(['a', 'b']);
  });
});
