import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UNCERTAIN } from '../../src/domain/field-entry.js';
import { happen } from '../support/act.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { plusMicroseconds } from '../support/instants.js';
import { enough, propertyOptions } from '../support/property-options.js';
import { acts, someDay } from '../support/random-history.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const FOR_EVER = 'public, max-age=31536000, immutable';

interface Linked {
  permalink: string;
  next?: string;
  basis: { knownThrough?: string; from?: { knownThrough?: string }; to?: { knownThrough?: string } };
}

async function ask(path: string): Promise<{ status: number; text: string; cache: string | null }> {
  const response = await fetch(app.url + path);
  return {
    status: response.status,
    text: await response.text(),
    cache: response.headers.get('cache-control'),
  };
}

/** Every route that answers with a permalink. */
const routes = (id: string, eventId: string, asOf: string, more: string) => [
  `/v1/policies/${id}?asOf=${asOf}&${more}`,
  `/v1/policies/${id}/explain?field=status&asOf=${asOf}&${more}`,
  `/v1/policies/${id}/citation?asOf=${asOf}&${more}`,
  `/v1/policies?area=area-${id}&fields=true&asOf=${asOf}&${more}`,
  `/v1/policies?limit=2&asOf=${asOf}&${more}`,
  `/v1/policies/${id}/timeline?include=superseded&limit=2&${withoutUncertain(more)}`,
  `/v1/policies/${id}/history?limit=2&${withoutUncertain(more)}`,
  `/v1/policies/${id}/diff?fromAsOf=2024-01-01&toAsOf=${asOf}&${more.replace(/(knownAt|position)/, (name) => `to${name === 'position' ? 'Position' : 'KnownAt'}`)}`,
  `/v1/diff?limit=2&fromAsOf=2024-01-01&toAsOf=${asOf}&fromPosition=0&${more.replace(/(knownAt|position)/, (name) => `to${name === 'position' ? 'Position' : 'KnownAt'}`)}`,
  `/v1/timeline?limit=2&asOf=${asOf}&${more}`,
  `/v1/panel?limit=1&from=2024-01-05&to=2024-02-20&step=month&${more}`,
  `/v1/summary?by=status&asOf=${asOf}&${more}`,
  `/v1/developments/${eventId}?${withoutUncertain(more).replace(/&?publishedBy=[^&]*/, '')}`,
];
const withoutUncertain = (query: string) => query.replace(/&?uncertain=[^&]*/, '');

describe('the permalink of an answer', () => {
  const kept = new Map<string, string>();
  let policies = 0;

  it('gives the same bytes, for every route, page and basis', async () => {
    const question = fc.tuple(
      someDay,
      fc.nat(),
      fc.constantFrom('after', 'before', 'position', 'future', 'open'),
      fc.constantFrom(...UNCERTAIN),
      fc.constantFrom('', '&publishedBy=2024-06-30'),
    );
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.array(question, { minLength: 3, maxLength: 3 }),
        async (history, questions) => {
          policies += 1;
          const id = `p${policies}`;
          const recorded = await happen(app, id, history, { area: `area-${id}` });
          for (const [asOf, n, how, uncertain, publishedBy] of questions) {
            const event = recorded[n % recorded.length];
            const instant = event?.recordedAt ?? '';
            const known = {
              after: `knownAt=${plusMicroseconds(instant, 1)}`,
              before: `knownAt=${plusMicroseconds(instant, -1)}`,
              position: `position=${event?.position ?? 0}`,
              future: 'knownAt=2100-01-01T00:00:00Z',
              open: '',
            }[how];
            for (let path of routes(
              id,
              event?.eventId ?? '',
              asOf,
              `${known}&uncertain=${uncertain}${publishedBy}`,
            ))
              for (let pages = 0; path !== '' && pages < 4; pages += 1) {
                const { status, text } = await ask(path);
                path = '';
                if (status === 404) continue; // not registered by then, or the field not spoken of
                expect({ status, text }).toMatchObject({ status: 200 });
                const { permalink, next, basis } = JSON.parse(text) as Linked;
                const again = await ask(permalink);
                expect({ permalink, ...again }).toMatchObject({ status: 200 });
                expect({ permalink, cache: again.cache }).toEqual({ permalink, cache: FOR_EVER });
                // What may yet be recorded before an instant beyond the end of the log can't be pinned.
                const isBeyond = [basis, basis.from, basis.to].some(
                  (each) => each?.knownThrough !== undefined,
                );
                if (!isBeyond) expect(again.text).toBe(text);
                expect((JSON.parse(again.text) as Linked).permalink).toBe(permalink);
                kept.set(permalink, again.text);
                path = next ?? '';
              }
          }
        },
      ),
      { ...propertyOptions(4), endOnFailure: true },
    );
    expect(kept.size).toBeGreaterThan(enough(100));
  }, 120_000);

  it('still gives them after all that was recorded since', async () => {
    for (const [permalink, text] of kept) expect((await ask(permalink)).text).toBe(text);
  }, 60_000);
});
