/** Jest loads this file without its own transform, so it brings TypeScript in by itself. */
import './typescript.js';

export default async function setup() {
  const { startServer } = await import('./server.ts');
  globalThis.testServer = await startServer();
}
