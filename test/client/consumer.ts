/** What users of the package write. Type-checked against its source, and against the packed package in a project of its own. */
import { ApiProblem, TimelineClient, type TimelineEvent } from '@policy-timeline/client';

const { URL: url = 'http://127.0.0.1:3000', KEY: key = null } = process.env;
const client = new TimelineClient({ url, key });
const sources = [{ title: 'Contract notice' }];

// Reading: on a day, then the same answer for ever.
const answer = await client.get('/v1/policies/{id}', {
  path: { id: 'jp-us-patriot-transfer' },
  query: { asOf: '2024-07-31' },
});
const value: unknown = answer.fields['items/pac-3']?.value;
const again = await client.pinned(answer);
console.log(value, answer.permalink === again.permalink);

// All pages of a list.
let count = 0;
for await (const { policyId } of client.items('/v1/policies', { query: { limit: 50 } }))
  count += policyId === '' ? 0 : 1;
console.log(count);

// Recording, once, even if the answer gets lost.
const id = 'jp-tomahawk-procurement';
try {
  const { position, warnings } = await client.post('/v1/policies/{id}/developments', {
    path: { id },
    body: {
      kind: 'contract-concluded',
      effective: '2024-01',
      payload: { counterparty: 'US', quantity: 400 },
      sources,
    },
  });
  console.log(position, warnings?.length ?? 0);
} catch (error) {
  if (error instanceof ApiProblem && error.slug === 'unauthorized')
    console.log('KEY is not set or not known');
  else throw error;
}

// Events from the first on; this leaves after ten.
const seen: TimelineEvent[] = [];
for await (const event of client.follow({ after: 0 })) if (seen.push(event) === 10) break;
console.log(seen.map(({ position }) => position).join(' '));

/** What the compiler refuses; never called. */
export function mistakes(): unknown[] {
  return [
    // @ts-expect-error: there is no such path
    client.get('/v1/policy'),
    // @ts-expect-error: the id may not be left out
    client.get('/v1/policies/{id}'),
    // @ts-expect-error: there is no such parameter
    client.get('/v1/policies', { query: { asof: '2024-07-31' } }),
    // @ts-expect-error: it is no list
    client.items('/v1/labels'),
    client.post('/v1/policies/{id}/developments', {
      path: { id },
      // @ts-expect-error: this kind has no such property
      body: { kind: 'contract-concluded', effective: '2024-01', payload: { counterparti: 'US' }, sources },
    }),
    client.post('/v1/policies/{id}/developments', {
      path: { id },
      // @ts-expect-error: the payload of this kind may not be left out
      body: { kind: 'contract-concluded', effective: '2024-01', sources },
    }),
    client.post('/v1/developments/{eventId}/correction', {
      path: { eventId: '01a2' },
      body: { kind: 'verified', effective: '2024', sources },
    }),
  ];
}
