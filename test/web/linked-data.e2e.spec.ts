import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { TERMS } from '../../src/domain/linked-data/terms.js';
import { endVisits, story, visit } from '../dashboard/support/browser.js';
import { exported, startExporting } from '../exports/exporting.js';
import type { TestApp } from '../support/app.js';

const PUBLIC_URL = 'https://timeline.example.org';
const POLICY = 'jp-us-patriot-transfer';

let app: TestApp;
let relative: TestApp;
beforeAll(async () => {
  app = await startExporting({ PUBLIC_URL });
  relative = await startExporting();
}, 120_000);
afterAll(async () => {
  await endVisits();
  await app.stop();
  await relative.stop();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });
const expanded = async (path: string) =>
  jsonld.expand((await (await get(path)).json()) as object, { base: 'http://elsewhere.example/' });

/** All IRIs of properties and types in an expanded document. */
const irisIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(irisIn);
  if (typeof value !== 'object' || value === null || '@value' in value) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name.startsWith('@') ? [] : [name]),
    ...irisIn(inner),
  ]);
};

describe('Linked data', () => {
  it('of a policy and of a development is had by Accept, and expands to known terms', async () => {
    const { items } = (await (await get(`/v1/policies/${POLICY}/timeline`)).json()) as {
      items: { eventId: string }[];
    };
    for (const path of [`/v1/policies/${POLICY}`, `/v1/developments/${items[0]?.eventId ?? ''}`]) {
      const answer = await get(path, { accept: 'application/ld+json' });
      expect(answer.headers.get('content-type')).toBe('application/ld+json');
      expect(answer.headers.get('vary')).toContain('Accept');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      const text = await answer.text();
      expect(text).toBe(await (await get(`${path}/document.jsonld`)).text());
      expect(text).not.toContain('policy-timeline.example');
      expect(text).not.toContain('127.0.0.1');
      const [node] = await expanded(`${path}/document.jsonld`);
      const own = irisIn(node).filter((iri) => iri.startsWith(`${PUBLIC_URL}/terms#`));
      expect(own.length).toBeGreaterThan(2);
      for (const iri of own) expect(Object.keys(TERMS)).toContain(iri.split('#')[1]);
    }
  });

  it('begins with PUBLIC_URL, or is relative: never with the Host of the request', async () => {
    const path = `/v1/policies/${POLICY}/document.jsonld`;
    expect(await (await get(path)).json()).toMatchObject({ '@id': `${PUBLIC_URL}/v1/policies/${POLICY}` });
    const answer = await fetch(relative.url + path);
    const document = (await answer.json()) as object;
    expect(document).toMatchObject({ '@id': `/v1/policies/${POLICY}`, '@context': { '@vocab': '/terms#' } });
    const [node] = await jsonld.expand(document, { base: relative.url });
    expect(irisIn(node)).toContain(`${relative.url}/terms#area`);
  });

  it('has no placeholder in exports either', async () => {
    const { text } = await exported(app, { what: 'developments', format: 'jsonld' });
    expect(text).toContain(`"@vocab":"${PUBLIC_URL}/terms#"`);
    const nodes = await jsonld.expand(JSON.parse(text) as object, { base: 'http://elsewhere.example/' });
    expect(nodes.length).toBeGreaterThan(20);
  });

  it('explains its own terms, to programs and to people', async () => {
    const terms = await expanded('/terms');
    expect(terms.map((term) => term['@id'])).toEqual(
      Object.keys(TERMS).map((name) => `${PUBLIC_URL}/terms#${name}`),
    );
    const page = await (await get('/terms', { accept: 'text/html' })).text();
    for (const name of Object.keys(TERMS)) expect(page).toContain(`id="${name}"`);
  });

  it('catalogues what can be had', async () => {
    const [found] = await expanded('/catalog.jsonld');
    expect(found?.['@type']).toEqual(['http://www.w3.org/ns/dcat#Catalog']);
    const datasets = found?.['http://www.w3.org/ns/dcat#dataset'] as Record<string, unknown[]>[];
    expect(datasets.length).toBeGreaterThanOrEqual(2);
    for (const dataset of datasets)
      for (const part of ['http://www.w3.org/ns/dcat#distribution', 'http://purl.org/dc/terms/temporal'])
        expect(dataset[part]?.length).toBeGreaterThan(0);
  });
});

story('TimelineJS', () => {
  it('loads a timeline from another origin and shows each slide', async () => {
    const dist = join(
      dirname(createRequire(import.meta.url).resolve('@knight-lab/timelinejs/package.json')),
      'dist',
    );
    const source = `${app.url}/v1/policies/${POLICY}/timelinejs.json`;
    const server = createServer((request, response) => {
      const script = request.url === '/timeline.js';
      response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
      response.end(
        script
          ? readFileSync(join(dist, 'js/timeline.js'))
          : `<!doctype html><div id="t" style="width:800px;height:600px"></div><script src="/timeline.js"></script>
             <script>window.timeline = new TL.Timeline('t', ${JSON.stringify(source)})</script>`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const { events } = (await (await fetch(source)).json()) as { events: object[] };
    const { page, close } = await visit(origin);
    await page.goto('/');
    await page.waitForSelector('.tl-slide', { state: 'attached' });
    expect(await page.locator('.tl-slide').count()).toBe(events.length + 1);
    await close();
    server.close();
  }, 60_000);
});
