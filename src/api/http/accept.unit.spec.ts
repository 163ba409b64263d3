import { describe, expect, it } from '@jest/globals';
import { chosenType } from './accept.js';

const OFFERED = ['application/json', 'application/json-patch+json'] as const;
const [JSON_TYPE, PATCH] = OFFERED;

describe('the type to answer in', () => {
  it.each([
    [undefined, JSON_TYPE],
    ['', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    [PATCH, PATCH],
    ['Application/JSON-Patch+JSON ; q=1', PATCH],
    [`${PATCH};q=0.5, */*;q=0.1`, PATCH],
    [`${PATCH};q=0.5, application/json;q=0.9`, JSON_TYPE],
    [`text/html, application/xml;q=0.9, */*;q=0.8`, JSON_TYPE],
    [`application/json;q=0, */*`, PATCH],
  ])('Accept: %s is answered in %s', (accept, type) => {
    expect(chosenType(accept, OFFERED)).toBe(type);
  });

  it.each(['text/html', 'application/json;q=0', 'text/*', 'application/json;q=high', 'nonsense'])(
    'Accept: %s takes none, and is told which there are',
    (accept) => {
      expect(() => chosenType(accept, OFFERED)).toThrow(
        expect.objectContaining({
          slug: 'not-acceptable',
          errors: [expect.objectContaining({ header: 'Accept', allowed: OFFERED })],
        }),
      );
    },
  );
});
