import { existsSync } from 'node:fs';
import { loadDemo } from '../../../src/cli/load-demo.js';
import { Imports } from '../../../src/write/import/imports.js';
import { startTestApp, type TestApp } from '../../support/app.js';

/** The application with the demo timeline and the dashboard as it was last built. */
export async function startDemoApp(): Promise<TestApp> {
  if (!existsSync('dashboard/dist/index.html'))
    throw new Error('The dashboard is not built: npm run build -w dashboard');
  const app = await startTestApp();
  await loadDemo(app.application.http.app.get(Imports));
  return app;
}
