import { expect, it } from '@jest/globals';
import { sharedBuffers } from './shared-buffers.js';

const GB = 1024 ** 3;

it.each([
  [GB / 2, 128],
  [2 * GB, 256],
  [3 * GB, 384],
  [64 * GB, 1024],
])('of %i bytes of memory, the server keeps pages in %i MB', (memory, megabytes) => {
  expect(sharedBuffers(memory)).toBe(megabytes);
});
