import type { Json, JsonObject } from '../../src/domain/json.js';

/** Settings of the application whose answers are the examples. */
export const EXAMPLE_SETTINGS = {
  LOG_ORIGIN: 'timeline.example.org/log',
  LOG_KEY: Buffer.alloc(32, 1).toString('base64'),
};

/** What says how far something is depends on the moment, so it has no example, or a fixed figure in it. */
export const hasExample = (type: string | undefined): type is string =>
  type !== undefined && type !== 'text/event-stream';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
const STAMP = /\d{8}T\d{6}Z/g;
const HTTP_DATE = /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g;
const DIGEST = /[A-Za-z0-9+/]{43}=|\b[0-9a-f]{64}\b|[A-Za-z0-9+/]{80,}={0,2}/g;
const MOST_LINES = 4;
const LONGEST = 400;

/**
 * An answer as an example: short, and the same in every run. Ids, hashes, instants and this day, which differ between runs, are
 * replaced by fixed ones, the same by the same.
 */
export function exampleOf(text: string, type: string): Json {
  const isJson = /^application\/([a-z.]+\+)?json$/.test(type);
  const lines = type === 'text/plain' && text.startsWith('# HELP') ? text.match(/^#.*$/gm) : text.split('\n');
  const steady = steadied(isJson ? text : (lines ?? []).slice(0, MOST_LINES).join('\n'));
  return isJson ? shortened(JSON.parse(steady) as Json, 0) : cut(steady);
}

function steadied(text: string): string {
  const ids = new Map<string, string>();
  const digests = new Map<string, string>();
  const nth = (of: Map<string, string>, found: string, make: (n: number) => string) => {
    const known = of.get(found) ?? make(of.size + 1);
    of.set(found, known);
    return known;
  };
  const today = [-1, 0, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
  return (
    text
      .replace(UUID, (id) => nth(ids, id, (n) => `01a00000-0000-7000-8000-${String(n).padStart(12, '0')}`))
      .replace(DIGEST, (digest) =>
        nth(digests, digest, (n) =>
          /^[0-9a-f]{64}$/.test(digest)
            ? n.toString(16).padStart(2, '0').repeat(32)
            : Buffer.alloc(digest.length > 44 ? 68 : 32, n).toString('base64'),
        ),
      )
      .replace(
        INSTANT,
        (_, fraction?: string) => `2026-11-26T09:00:00${fraction === undefined ? '' : '.000000'}Z`,
      )
      .replace(STAMP, '20261126T090000Z')
      .replace(HTTP_DATE, 'Thu, 26 Nov 2026 09:00:00 GMT')
      .replace(new RegExp(today.join('|'), 'g'), '2026-11-26')
      .replace(/cursor=[\w.~%-]+/g, 'cursor=eyJwb3NpdGlvbiI6NTd9')
      .replace(/"secret":"[^"]+"/g, '"secret":"pt_0123456789abcdefghijklmnopqrstuvwxyzABCDEF"')
      .replace(/"salt":"[^"]+"/g, '"salt":"AAAAAAAAAAAAAAAAAAAAAA=="')
      .replace(/"(id|target)":"[a-z0-9]{12}"/g, '"$1":"57lwrfqemdxw"')
      // An address for documentation (RFC 5737): the document names no host.
      .replace(/"address":"[^"]+"/g, '"address":"192.0.2.1"')
      .replace(/"rate":[\d.]+/g, '"rate":500')
      .replace(/"state":"(queued|running)"/g, '"state":"queued"')
      .replace(/"lag":\d+/g, '"lag":0')
      .replace(/"checkpoint":\d+/g, '"checkpoint":57')
      .replace(/"size":\d+,"madeAt"/g, '"size":57,"madeAt"')
      .replace(/^\d+$/gm, '57')
      .replace(/,"warnings":\{[^{}]*\}/g, '')
      .replace(/127\.0\.0\.1(:|%3A)\d+/g, '127.0.0.1$13000')
  );
}

/** Lists have two members, inner ones one; maps with many names have two of them. */
function shortened(value: Json, depth: number): Json {
  if (typeof value === 'string') return cut(value);
  if (Array.isArray(value))
    return value.slice(0, depth > 1 ? 1 : 2).map((each) => shortened(each, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  return Object.fromEntries(
    (members.length > 24 ? members.slice(0, 2) : members).map(([name, member]) => [
      name,
      shortened(member, depth + 1),
    ]),
  ) satisfies JsonObject;
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
