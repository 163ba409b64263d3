import { GLOBALS } from './jest-globals-key.js';

/** What a spec gets by `import … from '@jest/globals'`; loaded anew for each spec. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } =
  globalThis[GLOBALS];
