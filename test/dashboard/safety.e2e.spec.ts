import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { endVisits, hasBrowser, visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';

const story = hasBrowser ? describe : describe.skip;
const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'><svg onload=alert(3)>{{7*7}}\${8*8}`;
const MOST_SCRIPT = 350 * 1024;
const SLOWEST_PAINT_MS = 1500;

let app: TestApp;
beforeAll(async () => {
  app = await startDemoApp();
});
afterAll(async () => {
  await endVisits();
  await app.stop();
});

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${app.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

story('Texts of the timeline stay texts', () => {
  it('no script runs and nothing is refused by the content policy, whatever the fields say', async () => {
    await post('/v1/policies', {
      id: 'hostile',
      title: HOSTILE,
      titles: { ja: HOSTILE },
      jurisdiction: 'JP',
      area: 'economy',
      description: HOSTILE,
    });
    const sources = [
      { title: HOSTILE, publisher: HOSTILE, locator: HOSTILE, url: 'https://example.org/"><script>' },
    ];
    const of = (kind: string, payload: object) => ({
      kind,
      effective: '2024',
      payload,
      sources,
      note: HOSTILE,
    });
    await post(
      '/v1/policies/hostile/developments',
      of('value-set', { field: 'status', value: HOSTILE, text: HOSTILE }),
    );
    await post(
      '/v1/policies/hostile/developments',
      of('value-set', { field: 'a/b', value: { [HOSTILE]: HOSTILE } }),
    );
    await post(
      '/v1/policies/hostile/developments',
      of('statement-made', { speaker: 'x', name: HOSTILE, stance: HOSTILE, text: HOSTILE }),
    );
    await post('/v1/keys', { role: 'viewer', note: HOSTILE.slice(0, 200) });
    const { page, complaints, close } = await visit(app.url, { key: app.adminKey });
    for (const path of [
      '/',
      '/policies/hostile?asOf=2025-01-01',
      '/policies/hostile/compare?fromAsOf=2023-01-01&toAsOf=2025-01-01',
      '/policies/hostile/amend',
      '/policies/hostile/record',
      '/operations',
    ]) {
      await page.goto(path);
      await page.getByText('onerror=alert(2)').first().waitFor();
      await page.waitForLoadState('networkidle');
    }
    const timeline = await fetch(`${app.url}/v1/policies/hostile/timeline?limit=1`);
    const [first] = ((await timeline.json()) as { items: { eventId: string }[] }).items;
    for (const act of ['correct', 'retract']) {
      await page.goto(`/developments/${first?.eventId ?? ''}/${act}`);
      await page.waitForLoadState('networkidle');
      await page.locator('main form').waitFor();
    }
    await page.goto('/policies/hostile?asOf=2025-01-01');
    await page.getByRole('button', { name: 'Why status?' }).click();
    await page.getByRole('dialog').getByText('onerror').first().waitFor();
    expect(await page.locator('img, script:not([src])').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});

story('The documentation of the API', () => {
  it('can be read and tried under its content policy', async () => {
    const { page, complaints, close } = await visit(app.url);
    await page.goto('/docs');
    await page.getByText('/v1/kinds', { exact: true }).click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.getByText('contract-concluded').first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('is shown in no frame', async () => {
    const { page, complaints, close } = await visit(app.url);
    await page.goto('/docs');
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = '/docs';
      document.body.append(frame);
    });
    await page.waitForTimeout(500);
    expect(page.frames()[1]?.url()).not.toContain('/docs');
    expect(complaints.join()).toMatch(/frame-src|default-src|frame-ancestors/);
    await close();
  });
});

story('The dashboard is light', () => {
  it('loads at most 350 kB of script, gzipped, and paints within 1.5 s', async () => {
    const { page, close } = await visit(app.url);
    const scripts = new Map<string, number>();
    page.on('response', (response) => {
      const path = new URL(response.url()).pathname;
      if (path.endsWith('.js')) void response.body().then((body) => scripts.set(path, gzipSync(body).length));
    });
    await page.goto('/?asOf=2024-07-31');
    await page.getByRole('link', { name: 'Transfer of Patriot missiles' }).waitFor();
    await page.waitForLoadState('networkidle');
    const shown = await page.evaluate(() => {
      const entries = performance.getEntriesByType('paint') as { name: string; startTime: number }[];
      return entries.find(({ name }) => name === 'first-contentful-paint')?.startTime ?? Infinity;
    });
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    process.stderr.write(
      `first load: ${Math.round(bytes / 1024)} kB of script (gzip), first contentful paint after ${Math.round(shown)} ms\n`,
    );
    expect(scripts.size).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT);
    expect(shown).toBeLessThan(SLOWEST_PAINT_MS);
    await close();
  });
});
