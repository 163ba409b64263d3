import { chromium, type Page } from 'playwright-core';

/** Longest time of a step before it ends the walk, in milliseconds. */
const PATIENCE_MS = 60_000;

/** A visitor with an empty cache, in a new browser; CHROMIUM names the program. */
export async function openBrowser(baseURL: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  const page = await browser.newPage({
    baseURL,
    locale: 'en-GB',
    viewport: { width: 1440, height: 1000 },
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(PATIENCE_MS);
  return { page, close: () => browser.close() };
}
