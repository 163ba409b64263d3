import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { describe, expect, it } from '@jest/globals';
import { bibtex, cslJson } from './reference-formats.js';
import type { Cited } from './cited.js';
import { footnote } from './footnote.js';
import { footnoteInJapanese } from './footnote-in-japanese.js';

const PERMALINK = '/v1/policies/jp-x/?asOf=2024-07-31&position=57&uncertain=flag&render=1';
const cite = (source: Cited['sources'][number], title = 'A policy'): Cited => ({
  policyId: 'jp-x',
  title,
  titles: ['政策'],
  status: 'approved',
  asOf: '2024-07-31',
  knownAt: '2026-11-22T09:00:00.000001Z',
  position: 57,
  permalink: PERMALINK,
  sources: [source],
});
const plain = (value: unknown) => String(value).replace(/<[^>]+>/g, '');

/** What a program that did not write it reads in the BibTeX. */
const read = (cited: Cited) => plugins.input.chain(bibtex(cited), { generateGraph: false });

describe('a cited state', () => {
  it.each([
    '100 % of A & B cost $5, #1 in file_name',
    'Braces { that } do not { match',
    'A closing } first',
    'A \\backslash, a ~tilde and a ^hat',
    '防衛装備移転三原則の運用指針（令和六年）',
    '“Quoted”, "straight" and @misc{trap, title = {x}}',
    'C:\\{path}\\100%_done',
    'two\nlines\tand a tab',
  ])('%j survives BibTeX, as title and as publisher', (text) => {
    const [state, source] = read(cite({ title: text, publisher: text }, text));
    const oneLine = text.replace(/\s+/g, ' ');
    expect(plain(state?.['title'])).toBe(oneLine);
    expect(plain(source?.['title'])).toBe(oneLine);
    expect(plain(source?.['publisher'])).toBe(oneLine);
  });

  it('no title can end its field: BibTeX counts braces, even those behind a backslash', () => {
    const text = bibtex(cite({ title: '} { {', publisher: '}' }, '{ } }'));
    expect([...text.matchAll(/\{/g)].length).toBe([...text.matchAll(/\}/g)].length);
  });

  it('links stay as they are, the relative one that pins the state included', () => {
    const url = 'https://example.org/a_b/%E6%94%BF?x=1&y=~z#part';
    const [state, source] = read(cite({ title: 'A source', url }));
    expect(state?.['URL']).toBe(PERMALINK);
    expect(source?.['URL']).toBe(url);
  });

  it('a link cannot end its field', () => {
    const [, source] = read(cite({ title: 'A source', url: 'https://example.org/}{\\' }));
    expect(source?.['URL']).toBe('https://example.org/%7D%7B%5C');
  });

  it('plain dates are dates in both formats, all others words', () => {
    const date = { title: 'A source', published: '2024-07', accessed: '2024-08-01' };
    expect(read(cite(date))[1]?.['issued']).toEqual({ 'date-parts': [[2024, 7]] });
    expect(cslJson(cite(date))[1]).toMatchObject({
      issued: { 'date-parts': [[2024, 7]] },
      accessed: { 'date-parts': [[2024, 8, 1]] },
    });
    expect(cslJson(cite({ title: 'A source', published: '[..2024-02]' }))[1]).toMatchObject({
      issued: { literal: '[..2024-02]' },
    });
  });

  it('the footnote is one line with the state, the link and each source', () => {
    const source = {
      title: 'A\nsource',
      publisher: 'Jiji Press',
      published: '2024-02',
      url: 'https://example.org/',
    };
    expect(footnote(cite(source))).toBe(
      `“A policy” (政策), as of 2024-07-31, as known at 2026-11-22T09:00:00.000001Z. Status: approved. Policy Timeline, ${PERMALINK}. Sources: [1] “A source”, Jiji Press, 2024-02, https://example.org/.`,
    );
  });

  it('in Japanese, the footnote has Japanese labels; texts of sources, dates and links stay', () => {
    const source = {
      title: 'A source',
      publisher: 'Jiji Press',
      published: '2024-02',
      accessed: '2024-03-01',
    };
    const cited: Cited = { ...cite(source), titleJa: '政策' };
    const basis = '2024-07-31 時点、2026-11-22T09:00:00.000001Z の知識による';
    expect(footnoteInJapanese(cited)).toBe(
      `「政策」（A policy）、${basis}。状態: 承認済み。Policy Timeline、${PERMALINK} 。出典: [1] 「A source」、Jiji Press、2024-02、2024-03-01 閲覧。`,
    );
    const claims = [{ by: '防衛省', assertion: 'confirmed' as const }];
    const doubtful: Cited = {
      ...{ ...cited, status: null, statusCandidates: ['approved', 'my-own-word', null] },
      contested: [
        {
          field: 'quantity',
          candidates: [
            { value: '400', claims },
            { value: null, claims: [] },
          ],
        },
      ],
    };
    expect(footnoteInJapanese(doubtful)).toContain(
      '。状態は不確か: 承認済みまたはMy own wordまたはなし。見解の対立、数量: 400（防衛省、確認済み）またはなし。Policy',
    );
  });

  it('an uncertain status is shown with its candidates, in all formats', () => {
    const doubtful: Cited = {
      ...cite({ title: 'A source' }),
      status: null,
      statusCandidates: ['approved', 'contracted', null],
    };
    const told = 'Status not certain: approved or contracted or none';
    expect(footnote(doubtful)).toContain(` ${told}. Policy Timeline,`);
    expect(plain(read(doubtful)[0]?.['note'])).toContain(told);
    expect(cslJson(doubtful)[0]?.['note']).toContain(told);
  });
});
