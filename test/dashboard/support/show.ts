import type { Page } from 'playwright-core';
import { en } from '../../../dashboard/src/words/en.js';
import { ja } from '../../../dashboard/src/words/ja.js';
import type { Visit } from './browser.js';

/**
 * Shows an address, and waits until the page has its heading and nothing of it is still asked for. The first address of a visit is
 * loaded, and so is one that differs by its query alone; others are gone to within the app, as its links do, which takes a fraction of
 * the work of loading it anew.
 */
export async function show(visit: Visit, path: string): Promise<void> {
  const { page } = visit;
  const isOther = (url: string) => new URL(url).pathname !== new URL(path, url).pathname;
  if (page.url() !== 'about:blank' && isOther(page.url())) await goWithin(page, path);
  else await page.goto(path);
  await settled(visit);
}

/** Returns when another heading is shown: that of another page, or of the same page about something else. */
async function goWithin(page: Page, path: string): Promise<void> {
  const before = await page.evaluate((to) => {
    const heading = document.querySelector('h1');
    heading?.setAttribute('data-left', '');
    history.pushState({}, '', to);
    return heading?.textContent ?? '';
  }, path);
  await page.waitForFunction((left) => {
    const heading = document.querySelector('h1');
    return heading !== null && !(heading.hasAttribute('data-left') && heading.textContent === left);
  }, before);
}

const LOADING = [en.loading, ja.loading];

/** Waits until nothing is asked for, before and after the page had the time to ask for more. */
export async function settled({ page, asked }: Visit): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  let quiet = 0;
  while (quiet < 2) {
    // Two frames: what came is shown then, and what is shown has asked for what it needs.
    const loads = await page.evaluate(async (words) => {
      for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
      return [...document.querySelectorAll('p')].some(({ textContent }) => words.includes(textContent));
    }, LOADING);
    quiet = asked.size === 0 && !loads ? quiet + 1 : 0;
  }
}
