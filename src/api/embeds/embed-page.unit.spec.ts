import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { embedPage } from './embed-page.js';
import { pictureSvg } from './picture-svg.js';
import type { PolicyPicture } from './policy-picture.js';

const STEP = { certainty: 'definite', because: ['e1'] } as const;
const PICTURE: PolicyPicture = {
  policyId: 'a.b/c',
  title: 'A policy',
  jurisdictions: ['JP', 'x-nowhere'],
  area: 'arms-export',
  existence: 'exists',
  basis: { asOf: '2024-07-31', knownAt: '2026-11-22T09:00:00.000001Z', position: 7 },
  pinned: 'asOf=2024-07-31&position=7&uncertain=flag&render=1',
  field: 'status',
  now: { ...STEP, value: 'planned' },
  steps: [{ ...STEP, value: 'planned', from: '2024-01-01', until: null }],
  left: 0,
  sources: new Map([['e1', [{ title: 'A source', publisher: 'A paper', url: 'https://paper.example/1' }]]]),
  erasedBy: [],
  changed: undefined,
};
const shown = (picture: Partial<PolicyPicture>, language: 'en' | 'ja' = 'en') =>
  embedPage({ ...PICTURE, ...picture }, { language, base: '', discovery: undefined });

describe('the page of an embed', () => {
  it('leaves recorded text as text, in the page and in the picture', () => {
    const title = '<script>alert(1)</script>" onload="x\u0001&';
    const value = '</svg><a href="javascript:x">';
    const picture = { ...PICTURE, title, steps: [{ ...STEP, value, from: '2024-01-01', until: null }] };
    for (const page of [shown(picture), pictureSvg(picture, 'en')]) {
      expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x&amp;');
      expect(page).not.toMatch(/<script|<a href="javascript|\u0001/);
    }
  });

  it('links only to addresses of the web, and opens them beside the page that frames it', () => {
    const url = 'javascript:alert(1)';
    const page = shown({ sources: new Map([['e1', [{ title: 'A source', url }]]]) });
    expect(page).not.toContain(url);
    const links = shown({}).match(/<a [^>]+>/g) ?? [];
    expect(links).toContain('<a href="https://paper.example/1" target="_blank" rel="noopener">');
    for (const each of links)
      expect(each).toMatch(/^<a href="(https?:\/|\/)[^"]+" target="_blank" rel="noopener">$/);
  });

  it('says each step of the picture in the table, with both ends inclusive', () => {
    const steps = [
      {
        certainty: 'possible' as const,
        because: ['e1'],
        candidates: [{ absent: true }, { value: 'planned' }],
        from: '2024-01-01',
        until: '2024-01-02',
      },
      { ...STEP, value: 'planned', from: '2024-01-02', until: null },
    ];
    const page = shown({ steps, left: 3 });
    expect(page).toContain(
      '<th scope="row">1</th><td>none or planned</td><td>1 January 2024</td><td>possible</td>',
    );
    expect(page).toContain(
      '<th scope="row">2</th><td>planned</td><td>from 2 January 2024</td><td>certain</td>',
    );
    expect(page).toContain('3 earlier steps');
    expect(shown({ steps }, 'ja')).toContain(
      '<td>なしまたは計画</td><td>2024年1月1日</td><td>可能性あり</td>',
    );
  });

  it('says what later records changed', () => {
    expect(shown({})).not.toContain('Changed since');
    expect(shown({ changed: { now: { ...STEP, value: 'approved' } } })).toContain(
      'Changed since: status is now approved.',
    );
    expect(shown({ changed: { now: undefined } })).toContain('Changed since: status is now none.');
    expect(shown({ changed: {} })).toContain('other fields of this policy were changed');
  });

  it('says where a value was erased by law', () => {
    expect(shown({ now: { ...STEP, redacted: true } })).toContain('status: erased by law.');
  });

  it('shows a policy of which nothing is known', () => {
    const page = shown({ steps: [], now: undefined, existence: 'not-yet' });
    expect(page).toContain('On 31 July 2024, status: not begun yet.');
    expect(page).not.toContain('NaN');
  });

  it('is at most 30 kB in gzip with as many and as long steps as it takes', () => {
    let seed = 1;
    const noise = (length: number) =>
      Array.from({ length }, () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return String.fromCharCode(97 + (seed % 26));
      }).join('');
    const steps = Array.from({ length: 40 }, (_, i) => ({
      ...STEP,
      value: noise(2000),
      from: `${String(1980 + i)}-01-01`,
      until: `${String(1981 + i)}-01-01`,
      because: [`e${String(i)}`],
    }));
    const sources = new Map(
      steps.map(({ because: [id] }) => [
        id ?? '',
        Array.from({ length: 5 }, () => ({ title: noise(500), url: `https://x.example/${noise(180)}` })),
      ]),
    );
    const page = shown({ steps, sources });
    expect(page.length).toBeGreaterThan(20_000);
    expect(gzipSync(page).length).toBeLessThan(30_000);
  });
});
