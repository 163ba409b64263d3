import { gzipSync } from 'node:zlib';
import pg from 'pg';
import type { JsonObject } from '../../src/domain/json.js';
import type { TestApp } from '../support/app.js';
import { Client, statusOn, type RecordedBody } from './client.js';

/**
 * Problems that come only of what is there already, for each operation that has them: `METHOD path` and slug. Each function makes
 * what is needed and sends the request; the watched fetch (test/support/watched-problems.ts) sees what came.
 */
export const PARTICULAR: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  'POST /v1/policies policy-already-registered': async ({ client, policy }) =>
    client.register(await policy()),
  'POST /v1/policies idempotency-key-reused': ({ twice }) =>
    twice('/v1/policies', (n) => ({ id: `key-${n}`, title: 'P', jurisdiction: 'JP', area: 'tests' })),
  'POST /v1/policies/{id}/amendment idempotency-key-reused': async ({ policy, twice }) =>
    twice(`/v1/policies/${await policy()}/amendment`, (n) => ({ title: `Title ${n}` })),
  'POST /v1/policies/{id}/developments idempotency-key-reused': async ({ policy, twice }) =>
    twice(`/v1/policies/${await policy()}/developments`, (n) => development(`2024-01-0${n}`)),
  'POST /v1/policies/{id}/rulings idempotency-key-reused': async ({ recorded, twice }) => {
    const { id, eventId } = await recorded();
    return twice(`/v1/policies/${id}/rulings`, (n) => ({ reject: [eventId], reason: `Reason ${n}` }));
  },
  'POST /v1/developments/{eventId}/correction idempotency-key-reused': async ({ recorded, twice }) =>
    twice(`/v1/developments/${(await recorded()).eventId}/correction`, (n) => development(`2024-02-0${n}`)),
  'POST /v1/developments/{eventId}/retraction idempotency-key-reused': async ({ recorded, twice }) =>
    twice(`/v1/developments/${(await recorded()).eventId}/retraction`, (n) => ({ reason: `Reason ${n}` })),

  'POST /v1/policies/{id}/amendment version-mismatch': async ({ client, policy }) =>
    client.post(`/v1/policies/${await policy()}/amendment`, { title: 'Other' }, STALE),
  'POST /v1/policies/{id}/developments version-mismatch': async ({ client, policy }) =>
    client.post(`/v1/policies/${await policy()}/developments`, development(), STALE),
  'POST /v1/policies/{id}/rulings version-mismatch': async ({ client, recorded }) => {
    const { id, eventId } = await recorded();
    return client.post(`/v1/policies/${id}/rulings`, rejecting(eventId), STALE);
  },
  'POST /v1/developments/{eventId}/correction version-mismatch': async ({ client, recorded }) =>
    client.post(`/v1/developments/${(await recorded()).eventId}/correction`, development(), STALE),
  'POST /v1/developments/{eventId}/retraction version-mismatch': async ({ client, recorded }) =>
    client.post(`/v1/developments/${(await recorded()).eventId}/retraction`, REASON, STALE),

  'POST /v1/policies/{id}/developments external-id-taken': async ({ client, recorded }) => {
    const { id } = await recorded({ externalId: 'taken:1' });
    return client.record(id, { ...development('2024-07-07'), externalId: 'taken:1' });
  },
  'POST /v1/policies/{id}/rulings external-id-taken': async ({ client, recorded }) => {
    const { id, eventId } = await recorded({ externalId: 'taken:2' });
    return client.post(`/v1/policies/${id}/rulings`, { ...rejecting(eventId), externalId: 'taken:2' });
  },
  'POST /v1/developments/{eventId}/correction external-id-taken': async ({ client, recorded }) => {
    const { eventId } = await recorded({ externalId: 'taken:3' });
    const body = { ...development('2024-07-07'), externalId: 'taken:3' };
    return client.post(`/v1/developments/${eventId}/correction`, body);
  },
  'POST /v1/developments/{eventId}/retraction external-id-taken': async ({ client, recorded }) => {
    const { eventId } = await recorded({ externalId: 'taken:4' });
    return client.post(`/v1/developments/${eventId}/retraction`, { ...REASON, externalId: 'taken:4' });
  },

  'POST /v1/policies/{id}/developments already-superseded': async ({ client, corrected }) => {
    const { id, eventId } = await corrected();
    return client.record(id, { ...development('2024-03-03'), contradicts: [eventId] });
  },
  'POST /v1/policies/{id}/rulings already-superseded': async ({ client, corrected }) => {
    const { id, eventId } = await corrected();
    return client.post(`/v1/policies/${id}/rulings`, rejecting(eventId));
  },
  'POST /v1/developments/{eventId}/correction already-superseded': async ({ client, corrected }) =>
    client.post(`/v1/developments/${(await corrected()).eventId}/correction`, development('2024-03-03')),
  'POST /v1/developments/{eventId}/retraction already-superseded': async ({ client, corrected }) =>
    client.post(`/v1/developments/${(await corrected()).eventId}/retraction`, REASON),

  'POST /v1/developments/{eventId}/correction retraction-is-final': async ({ client, retracted }) =>
    client.post(`/v1/developments/${await retracted()}/correction`, development()),
  'POST /v1/developments/{eventId}/retraction retraction-is-final': async ({ client, retracted }) =>
    client.post(`/v1/developments/${await retracted()}/retraction`, REASON),
  'POST /v1/developments/{eventId}/correction ruling-not-correctable': async ({ client, recorded }) => {
    const { id, eventId } = await recorded();
    const { body } = await client.post<RecordedBody>(`/v1/policies/${id}/rulings`, rejecting(eventId));
    return client.post(`/v1/developments/${body.eventId}/correction`, development());
  },
  'POST /v1/policies/{id}/rulings contest-changed': async ({ client, recorded }) => {
    const { id, eventId } = await recorded();
    const other = await client.record(id, { ...development('2024-01-05'), contradicts: [eventId] });
    const body = { prefer: eventId, expected: [], ...REASON };
    if (other.status !== 201) throw new Error(other.text);
    return client.post(`/v1/policies/${id}/rulings`, body);
  },

  'POST /v1/policies/{id}/developments field-shape-conflict': async ({ client, recorded }) => {
    const { id } = await recorded(valueOf('range'));
    return client.record(id, { ...development(), ...valueOf('range/max') });
  },
  'POST /v1/developments/{eventId}/correction field-shape-conflict': async ({ client, recorded }) => {
    const { id, eventId } = await recorded();
    await client.record(id, { ...development(), ...valueOf('range') });
    const body = { ...development(), ...valueOf('range/max') };
    return client.post(`/v1/developments/${eventId}/correction`, body);
  },
  // The second did not begin before the first, nor the third before the second: but the third's days are over by then.
  'POST /v1/policies/{id}/developments sequence-contradiction': async ({ client, recorded }) => {
    const { id } = await recorded({ effective: '[2024-03-10..2024-03-12]', sequence: 1 });
    await client.record(id, { ...development('[2024-03-05..2024-03-15]'), sequence: 2 });
    return client.record(id, { ...development('[2024-03-04..2024-03-08]'), sequence: 3 });
  },
  'POST /v1/developments/{eventId}/correction sequence-contradiction': async ({ client, recorded }) => {
    const { id, eventId } = await recorded();
    await client.record(id, { ...development('[2024-03-10..2024-03-12]'), sequence: 1 });
    await client.record(id, { ...development('[2024-03-05..2024-03-15]'), sequence: 2 });
    const body = { ...development('[2024-03-04..2024-03-08]'), sequence: 3 };
    return client.post(`/v1/developments/${eventId}/correction`, body);
  },

  'GET /v1/policies/{id}/explain field-not-known': async ({ client, policy }) =>
    client.get(`/v1/policies/${await policy()}/explain?field=nothing`),
  'GET /v1/policies/{id}/picture.svg field-not-known': async ({ client, policy }) =>
    client.get(`/v1/policies/${await policy()}/picture.svg?field=nothing`),
  'GET /embed/policies/{id} field-not-known': async ({ client, policy }) =>
    client.get(`/embed/policies/${await policy()}?field=nothing`),
  'GET /oembed field-not-known': async ({ app, client, policy }) =>
    client.get(oembed(`${app.url}/policies/${await policy()}?field=nothing`)),
  'GET /oembed not-embeddable': ({ app, client }) => client.get(oembed(`${app.url}/docs`)),
  'GET /oembed format-not-offered': async ({ app, client, policy }) =>
    client.get(`${oembed(`${app.url}/policies/${await policy()}`)}&format=xml`),
  'GET /v1/log/checkpoint checkpoint-not-known': ({ client }) =>
    client.get('/v1/log/checkpoint?size=999999999'),
  'POST /v1/projections/{name}/rebuild projection-not-known': ({ client }) =>
    client.post('/v1/projections/nobody/rebuild', {}),
  'POST /v1/keys/{id}/rotation key-revoked': async ({ app, client }) => {
    const { body } = await client.post<{ id: string }>('/v1/keys', { role: 'viewer', note: 'of the spec' });
    const headers = { authorization: `Bearer ${app.adminKey}` };
    await fetch(`${app.url}/v1/keys/${body.id}`, { method: 'DELETE', headers });
    return client.post(`/v1/keys/${body.id}/rotation`, {});
  },

  'POST /v1/exports too-many-jobs': async ({ client, busy }) =>
    client.post('/v1/exports', { what: 'states' }, await busy()),
  'POST /v1/exports/{id}/repeat too-many-jobs': async ({ client, busy }) => {
    const { body } = await client.post<{ id: string }>('/v1/exports', { what: 'states' });
    return client.post(`/v1/exports/${body.id}/repeat`, {}, await busy());
  },
  'POST /v1/imports too-many-jobs': async ({ form, busy }) => form('', '{}\n', null, await busy()),

  'POST /v1/imports invalid-input': ({ form }) => form('', 'id\n1\n', '[]'),
  'POST /v1/imports/preview invalid-input': ({ form }) => form('/preview', 'id\n1\n', '[]'),
  'POST /v1/imports malformed-request': ({ form }) => form('', null, '{}'),
  'POST /v1/imports/preview malformed-request': ({ form }) => form('/preview', null, '{}'),
  'POST /v1/imports import-too-large': ({ form }) => form('', largeWorkbook(), '{}'),
  'POST /v1/imports/preview import-too-large': ({ form }) => form('/preview', largeWorkbook(), '{}'),
};

const STALE = { 'if-match': '"99"' };
const REASON = { reason: 'So it is' };
const rejecting = (eventId: string): JsonObject => ({ ...REASON, reject: [eventId] });
const development = (effective = '2024-01-01'): JsonObject => ({
  ...statusOn(effective, 'planned'),
  sources: [{ title: 'A source' }],
});
const valueOf = (field: string): JsonObject => ({ kind: 'value-set', payload: { field, value: 1 } });
const oembed = (url: string) => `/oembed?url=${encodeURIComponent(url)}`;
/** One byte more than an XLSX file may have, and begins as one. */
const largeWorkbook = () =>
  (large ??= gzipSync(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(1 << 26)]), { level: 1 }));
let large: Buffer | undefined;

let count = 0;

/** What the requests need to be there. */
export class Scene {
  readonly client: Client;

  constructor(readonly app: TestApp) {
    this.client = new Client(app);
  }

  /** Registers a policy. @returns its id */
  readonly policy = async (): Promise<string> => {
    const id = `particular-${String((count += 1))}`;
    await this.client.register(id);
    return id;
  };

  readonly recorded = async (more: JsonObject = {}): Promise<{ id: string; eventId: string }> => {
    const id = await this.policy();
    const { body, text, status } = await this.client.record(id, { ...development(), ...more });
    if (status !== 201) throw new Error(text);
    return { id, eventId: body.eventId };
  };

  /** @returns the version that was corrected */
  readonly corrected = async (): Promise<{ id: string; eventId: string }> => {
    const made = await this.recorded();
    await this.client.post(`/v1/developments/${made.eventId}/correction`, development('2024-02-02'));
    return made;
  };

  /** @returns the retraction's event id */
  readonly retracted = async (): Promise<string> => {
    const { eventId } = await this.recorded();
    return (await this.client.post<RecordedBody>(`/v1/developments/${eventId}/retraction`, REASON)).body
      .eventId;
  };

  /** Two different bodies with one idempotency key. */
  readonly twice = async (path: string, body: (n: number) => JsonObject): Promise<void> => {
    const headers = { 'idempotency-key': `particular-${String((count += 1))}` };
    for (const n of [1, 2]) await this.client.post(path, body(n), headers);
  };

  /** @returns the authorization of a key with as many jobs as one may have */
  readonly busy = async (): Promise<Record<string, string>> => {
    const { body } = await this.client.post<{ id: string; secret: string }>('/v1/keys', { role: 'admin' });
    const db = new pg.Client({ connectionString: this.app.databaseUrl });
    await db.connect();
    await db.query(
      `INSERT INTO jobs.jobs (id, task, actor, request)
       SELECT gen_random_uuid(), 'never run', $1, '{}' FROM generate_series(1, 20)`,
      [`key:${body.id}`],
    );
    await db.end();
    return { authorization: `Bearer ${body.secret}` };
  };

  readonly form = (
    path: string,
    file: Buffer | string | null,
    mapping: string | null,
    headers: Record<string, string> = { authorization: `Bearer ${this.app.adminKey}` },
  ): Promise<Response> => {
    const form = new FormData();
    if (file !== null) form.append('file', new Blob([new Uint8Array(Buffer.from(file))]), 'file');
    if (mapping !== null) form.append('mapping', mapping);
    return fetch(`${this.app.url}/v1/imports${path}`, { method: 'POST', headers, body: form });
  };
}
