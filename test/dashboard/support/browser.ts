import { existsSync } from 'node:fs';
import { afterAll, describe } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';

/** The first has no windows, and needs less processor time for the same. */
const BROWSERS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const CHROMIUM = process.env['CHROMIUM'] ?? BROWSERS.find(existsSync) ?? '';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** False, with a line that says so, where there is no browser: stories in it are then skipped. */
export const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser)
  process.stderr.write(
    `No browser at ${CHROMIUM || BROWSERS.join(', ')}: install one (or set CHROMIUM) to test the dashboard\n`,
  );

/** Tests of the dashboard need a browser. */
export const story = hasBrowser ? describe : describe.skip;

const open = new Set<() => Promise<void>>();
let browser: Promise<Browser> | undefined;

/** Ends the visits that are still open. */
export async function endVisits(): Promise<void> {
  for (const close of [...open]) await close();
}

// An open browser would keep jest from ending.
afterAll(async () => {
  await endVisits();
  await (await browser)?.close();
  browser = undefined;
});

export interface Visit {
  page: Page;
  /** What the content policy refused, and what went wrong in the page; a good visit has none. */
  complaints: string[];
  /** What the page asks for and has not got yet. */
  asked: ReadonlySet<Request>;
  close: () => Promise<void>;
}

/** A profile of its own, empty as that of a new visitor; the browser is one for all visits of a file. */
export async function visit(
  url: string,
  { key, ...options }: BrowserContextOptions & { key?: string } = {},
): Promise<Visit> {
  browser ??= chromium.launch({ executablePath: CHROMIUM, headless: true, args: QUIET });
  const context = await (
    await browser
  ).newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    baseURL: url,
    ...options,
  });
  if (key !== undefined)
    await context.addInitScript((text) => {
      sessionStorage.setItem('policy-timeline.key', text);
    }, key);
  // Shorter than a test may take, so that what did not come is named.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const close = async () => {
    open.delete(close);
    await context.close();
  };
  open.add(close);
  return { page, complaints: complaintsOf(page), asked: askedOf(page), close };
}

function askedOf(page: Page): ReadonlySet<Request> {
  const asked = new Set<Request>();
  page.on('request', (request) => asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  return asked;
}

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('dialog', (dialog) => {
    // A filled form asks for confirmation before it is left.
    if (dialog.type() === 'beforeunload') return void dialog.accept();
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && /Content Security Policy|React|Uncaught/.test(text))
      complaints.push(text);
  });
  return complaints;
}
