/**
 * Lets Node run our TypeScript as it is, also in threads (specs, global set-up, helper processes of tests, benchmarks):
 * `node --import ./test/support/typescript.js file.ts`. The compiler is the one of the specs, too.
 */
import { register } from 'node:module';

register('./typescript-hooks.js', import.meta.url);
