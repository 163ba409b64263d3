import { expect, it } from '@jest/globals';
import { jsonBytes } from './json-bytes.js';

it.each([0, 1, 15, 16, 17, 32, 1000])('%i objects are the bytes of their JSON array', (count) => {
  const objects = Array.from({ length: count }, (_, n) => ({
    n,
    text: `防衛省 "${'x'.repeat(n % 40)}"\n😀`,
    none: null,
    left: undefined,
  }));
  expect(jsonBytes(objects).toString()).toBe(JSON.stringify(objects));
});
