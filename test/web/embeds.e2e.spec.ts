import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findings } from '../dashboard/support/axe.js';
import { endVisits, story, visit } from '../dashboard/support/browser.js';
import { startExporting } from '../exports/exporting.js';
import type { TestApp } from '../support/app.js';
import { noteProblem } from '../support/watched-problems.js';

const POLICY = 'jp-us-patriot-transfer';
const EMBED = `/embed/policies/${POLICY}`;
/** Before the article of November 2024 was recorded. */
const PINNED = 'asOf=2024-07-31&position=20';

let app: TestApp;
beforeAll(async () => {
  app = await startExporting();
});
afterAll(async () => {
  await endVisits();
  await app.stop();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });
const oembed = (query: Record<string, string>) => get(`/oembed?${new URLSearchParams(query)}`);
const problem = async (response: Response) => [
  response.status,
  ((await response.json()) as { type: string }).type,
];

/** As a client that names another host. */
const fromHost = (path: string, host: string) =>
  new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    request(app.url + path, { headers: { host } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode, text });
      });
    })
      .on('error', reject)
      .end();
  });

describe('An embed', () => {
  it('needs no script and no cookie, is small, asked for anew each time, and may be framed by any page', async () => {
    const response = await get(`${EMBED}?${PINNED}`);
    const page = await response.text();
    expect(page).not.toMatch(/<script|style="|\bon\w+=/);
    expect(gzipSync(page).length).toBeLessThan(30_000);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const tag = response.headers.get('etag') ?? '';
    expect((await get(`${EMBED}?${PINNED}`, { 'if-none-match': tag })).status).toBe(304);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors \*$/);
    expect(policy).not.toContain('unsafe');
  });

  it.each(['/', '/docs', `/policies/${POLICY}`])('but %s may not', async (path) => {
    expect((await get(path)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('is pinned, and says what changed since', async () => {
    const page = await (await get(`${EMBED}?${PINNED}`)).text();
    expect(page).toContain('On 31 July 2024, status: planned.');
    expect(page).toContain('Changed since: status is now approved or contracted (not certain).');
    const now = await (await get(`${EMBED}?asOf=2024-07-31`)).text();
    expect(now).toContain('On 31 July 2024, status: approved or contracted (not certain).');
    expect(now).not.toContain('Changed since');
  });

  it('shows another field where that is asked for, or where there is no status', async () => {
    const item = await (await get(`${EMBED}?asOf=2024-07-31&field=items/pac-3`)).text();
    expect(item).toContain('On 31 July 2024, items: pac-3: approved.');
    expect(await (await get('/embed/policies/jp-government?asOf=2024-12-31')).text()).toContain('majority');
    expect(await problem(await get(`${EMBED}?field=nothing`))).toEqual([404, '/problems/field-not-known']);
    expect(await problem(await get('/embed/policies/nobody'))).toEqual([404, '/problems/policy-not-known']);
    expect(await problem(await get(`${EMBED}?lang=fr`))).toEqual([400, '/problems/invalid-parameters']);
  });

  it('does not believe the Host of a request', async () => {
    const { text } = await fromHost(`${EMBED}?${PINNED}`, 'evil.example');
    expect(text).not.toContain('evil.example');
    expect(text).toContain(`href="/policies/${POLICY}?`);
  });
});

story('An embed in a frame of another origin', () => {
  it.each([
    ['en', 'light', 320],
    ['en', 'dark', 800],
    ['ja', 'light', 800],
    ['ja', 'dark', 320],
  ] as const)('%s, %s, %d pixels', async (lang, colorScheme, width) => {
    const server = createServer((_, response) => {
      const frame = `${app.url}${EMBED}?${PINNED}&lang=${lang}`.replaceAll('&', '&amp;');
      response.setHeader('content-type', 'text/html')
        .end(`<!doctype html><iframe width="${String(width)}" height="500" sandbox="allow-popups" src="${frame}"></iframe>
<iframe src="${app.url}/policies/${POLICY}"></iframe>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { page, close } = await visit(
      `http://localhost:${String((server.address() as AddressInfo).port)}`,
      {
        colorScheme,
      },
    );
    await page.goto('/');
    const framed = page.frames()[1];
    if (!framed) throw new Error('no frame');
    await framed.locator('h1').waitFor();
    expect(await framed.locator('tbody tr').count()).toBe(2);
    expect(await framed.locator('svg text.number').count()).toBe(2);
    // Nothing is wider than the frame.
    expect(
      await framed.locator('main').evaluate((main) => main.ownerDocument.body.scrollWidth),
    ).toBeLessThanOrEqual(width);
    // The dashboard is refused there.
    expect(page.frames()[2]?.url()).toMatch(/^chrome-error:/);
    await close();
    server.close();
  });

  it.each(['light', 'dark'] as const)('has no finding of axe (%s)', async (colorScheme) => {
    const { page, complaints, close } = await visit(app.url, {
      colorScheme,
      viewport: { width: 320, height: 600 },
    });
    for (const lang of ['en', 'ja']) {
      await page.goto(`${EMBED}?${PINNED}&lang=${lang}`);
      expect(await findings(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('A link to the page of a policy', () => {
  const tagsOf = (page: string) =>
    Object.fromEntries(
      [...page.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)">/g)].map(([, name, text]) => [
        name ?? '',
        (text ?? '').replaceAll('&amp;', '&'),
      ]),
    );

  it('has title, sentence and picture where it is shared', async () => {
    const tags = tagsOf(await (await get(`/policies/${POLICY}?asOf=2024-07-31&unknown=1`)).text());
    expect(tags).toMatchObject({
      'og:type': 'article',
      'og:title': 'Transfer of Patriot missiles to the United States',
      'og:description': 'On 31 July 2024, status: approved or contracted (not certain).',
      'og:url': `${app.url}/policies/${POLICY}?asOf=2024-07-31&unknown=1`,
      'twitter:card': 'summary_large_image',
    });
    const picture = await fetch(tags['og:image'] ?? '');
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(await picture.text()).toContain('Transfer of Patriot missiles');
  });

  it.each([`/policies/nobody`, `/policies/${POLICY}?asOf=nonsense`])('%s has none', async (path) => {
    const response = await get(path);
    expect([response.status, tagsOf(await response.text())['og:title']]).toEqual([200, undefined]);
  });

  it('has none for a Host that is not known', async () => {
    expect((await fromHost(`/policies/${POLICY}`, 'evil.example')).text).not.toContain('evil.example');
  });
});

describe('oEmbed', () => {
  /** https://oembed.com, section 2.3.4: what an answer of type rich has. */
  const RICH = {
    type: 'rich',
    version: '1.0',
    title: 'Transfer of Patriot missiles to the United States',
    width: 640,
    height: 420,
    provider_name: 'Policy Timeline',
  };

  it.each([`/policies/${POLICY}?asOf=2024-07-31`, `${EMBED}?asOf=2024-07-31&field=status`])(
    'answers about %s with a frame of the pinned embed',
    async (path) => {
      const response = await oembed({ url: app.url + path });
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      const answer = (await response.json()) as { html: string; thumbnail_url: string };
      expect(answer).toMatchObject({
        ...RICH,
        provider_url: app.url,
        thumbnail_width: 1200,
        thumbnail_height: 630,
      });
      const [, src = ''] = /^<iframe src="([^"]+)"/.exec(answer.html) ?? [];
      expect(src).toMatch(/asOf=2024-07-31&amp;position=\d+&amp;/);
      expect((await fetch(src.replaceAll('&amp;', '&'))).status).toBe(200);
      expect((await fetch(answer.thumbnail_url)).status).toBe(200);
    },
  );

  it('keeps within the room that there is, without a picture that is larger', async () => {
    const answer = (await (
      await oembed({ url: `${app.url}/policies/${POLICY}`, maxwidth: '320', maxheight: '200' })
    ).json()) as Record<string, unknown>;
    expect(answer).toMatchObject({ width: 320, height: 200 });
    expect(answer['html']).toContain('width="320" height="200"');
    expect(answer['thumbnail_url']).toBeUndefined();
  });

  it('is found from the page and from the embed', async () => {
    for (const path of [`/policies/${POLICY}?asOf=2024-07-31`, `${EMBED}?asOf=2024-07-31`]) {
      const page = await (await get(path)).text();
      const [, href = ''] =
        /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(page) ?? [];
      const found = await fetch(href.replaceAll('&amp;', '&'));
      expect([found.status, await found.json()]).toMatchObject([200, RICH]);
    }
  });

  it('refuses what it cannot answer', async () => {
    const url = `${app.url}/policies/${POLICY}`;
    expect(await problem(await oembed({ url, format: 'xml' }))).toEqual([
      501,
      '/problems/format-not-offered',
    ]);
    for (const other of [
      'https://evil.example/policies/x',
      `${app.url}/docs`,
      `${app.url}/policies/%ff`,
      'javascript:alert(1)',
      'nonsense',
    ])
      expect(await problem(await oembed({ url: other }))).toEqual([404, '/problems/not-embeddable']);
    expect(await problem(await oembed({ url: `${app.url}/policies/nobody` }))).toEqual([
      404,
      '/problems/policy-not-known',
    ]);
    expect(await problem(await oembed({ url: `${url}?asOf=yesterday` }))).toEqual([
      400,
      '/problems/invalid-parameters',
    ]);
    expect((await oembed({})).status).toBe(400);
    const host = await fromHost(`/oembed?url=${encodeURIComponent(url)}`, 'evil.example');
    expect(host.status).toBe(503);
    noteProblem('GET', '/oembed', (JSON.parse(host.text) as { type: string }).type);
  });
});
