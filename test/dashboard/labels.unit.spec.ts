import { describe, expect, it } from '@jest/globals';
import { labelsOf } from '../../dashboard/src/labels/labels.js';
import { readable as shownReadably } from '../../dashboard/src/labels/readable.js';
import { toneOf } from '../../dashboard/src/parts/tones.js';
import { readable } from '../../src/domain/labels/readable.js';
import { labelsIn } from './support/labels.js';

const [en, ja] = [labelsIn('en'), labelsIn('ja')];

describe('The dashboard calls things as the service does', () => {
  it('statuses, fields, keys, areas, countries and kinds, in both languages', () => {
    const all = ({ status, field, key, area, country, kind }: typeof en) => [
      status('in-force'),
      field('conditions'),
      key('items', 'pac-3'),
      key('stages', 'submitted'),
      key('expected', 'in-service'),
      key('interest', 'SA'),
      area('arms-export'),
      country('US'),
      kind('transfer-approved'),
      kind('introduction'),
    ];
    expect(all(en)).toEqual([
      ...['In force', 'Conditions', 'PAC-3', 'Submitted', 'In service', 'Saudi Arabia'],
      ...['Arms export', 'United States', 'Transfer approved', 'Introduction'],
    ]);
    expect(all(ja)).toEqual([
      ...['施行中', '条件', 'PAC-3', '提出', '運用開始', 'サウジアラビア'],
      ...['防衛装備移転', 'アメリカ合衆国', '移転の承認', '導入'],
    ]);
  });

  it('shows what it has no label for readably, and so does the service in exports', () => {
    expect([en.status('second-reading'), en.field('lawNo'), en.area('space'), en.country('ZZZ')]).toEqual([
      ...['Second reading', 'Law no', 'Space', 'ZZZ'],
    ]);
    expect(en.key('items', 'IT')).toBe('IT'); // no country: only parties are
    expect(en.status('constructor')).toBe('Constructor');
    for (const slug of ['a-b', 'aB', 'F-2', 'item-10', 'x_y', 'US', 'no-third-party', 'ABCdef', ''])
      expect([slug, shownReadably(slug)]).toEqual([slug, readable(slug)]);
  });

  it('says something while the labels are on their way', () => {
    const early = labelsOf(undefined, undefined, 'ja');
    expect([early.status('in-force'), early.kind('transfer-approved'), early.family('in-force')]).toEqual([
      ...['In force', 'Transfer approved', undefined],
    ]);
  });

  it('colours statuses by family, and no other word', () => {
    const tones = ['contracted', 'planned', 'maintaining', 'withdrawn', 'reported', 'no-such', 'US'].map(
      (slug) => toneOf(en.family(slug)),
    );
    expect(tones).toEqual(
      ['decided', 'proposed', 'in-force', 'ended', 'other', 'other', 'other'].map(
        (family) => `tone-${family}`,
      ),
    );
    expect(en.family('US')).toBeUndefined();
  });
});
