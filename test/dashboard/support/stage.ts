import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../../support/app.js';
import { endVisits, hasBrowser, visit, type Visit } from './browser.js';

/** What a story needs: the service, and somebody who visits it. */
export interface Stage {
  app: TestApp;
  visitor: Visit;
  page: Page;
}

interface Casting {
  /** A new visitor for each story, or one for all of a file, which then go on from each other. */
  visitor: 'each' | 'one';
  /** Whether the visitor has the administrator's key. */
  key?: boolean;
}

/**
 * Starts a service before the stories of a file and stops it behind them; without a browser there is no visitor.
 * @param begin takes what the next story needs
 */
export function setStage(
  start: () => Promise<TestApp>,
  { visitor: casting, key = false }: Casting,
  begin: (stage: Stage) => void,
): void {
  let app: TestApp;
  const enter = async () => {
    if (!hasBrowser) return;
    const visitor = await visit(app.url, key ? { key: app.adminKey } : {});
    begin({ app, visitor, page: visitor.page });
  };
  serveStories(start, async (started) => {
    app = started;
    if (casting === 'one') await enter();
  });
  if (casting === 'each') {
    beforeEach(enter);
    afterEach(endVisits);
  }
}

/** As setStage, but each story brings its own visitors. */
export function serveStories(
  start: () => Promise<TestApp>,
  begin: (app: TestApp) => Promise<void> | void,
): void {
  let app: TestApp;
  beforeAll(async () => {
    app = await start();
    await begin(app);
  });
  afterAll(async () => {
    await endVisits();
    await app.stop();
  });
}
