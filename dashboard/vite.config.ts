import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** `npm run dev -w dashboard` talks to a service started beside it. */
const SERVICE = 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  // The client from its source, so that nothing has to be built before.
  resolve: { conditions: ['policy-timeline-source', ...defaultClientConditions] },
  build: {
    // Chromium, Firefox and Safari of 2024 on.
    target: 'es2023',
    // The content policy allows files only, so nothing may be inlined as a data: script or style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // main.ts and what it needs is one file; what most of the fifteen pages and dialogs share is another. Otherwise each small
    // module would be a file of its own, which costs the browser and the service a request.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 12 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/v1': SERVICE, '/health': SERVICE, '/openapi.json': SERVICE, '/docs': SERVICE } },
});
