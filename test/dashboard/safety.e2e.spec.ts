import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { story, visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { serveStories } from './support/stage.js';

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'><svg onload=alert(3)>{{7*7}}\${8*8}`;
const MOST_SCRIPT = 350 * 1024;

let app: TestApp;
serveStories(startDemoApp, (started) => {
  app = started;
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
    // The test's own time limit ends this where nothing is refused.
    while (!/frame-src|default-src|frame-ancestors/.test(complaints.join())) await page.waitForTimeout(50);
    expect(page.frames()[1]?.url()).not.toContain('/docs');
    await close();
  });
});

story('The dashboard is light', () => {
  it('loads at most 350 kB of script, gzipped', async () => {
    const { page, close } = await visit(app.url);
    const scripts = new Map<string, number>();
    page.on('response', (response) => {
      const path = new URL(response.url()).pathname;
      if (path.endsWith('.js')) void response.body().then((body) => scripts.set(path, gzipSync(body).length));
    });
    await page.goto('/?asOf=2024-07-31');
    await page.getByRole('link', { name: 'Transfer of Patriot missiles' }).waitFor();
    await page.waitForLoadState('networkidle');
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    process.stderr.write(`first load: ${Math.round(bytes / 1024)} kB of script (gzip)\n`);
    expect(scripts.size).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT);
    await close();
  });
});
