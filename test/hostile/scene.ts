import { Client, statusOn } from '../api/client.js';
import type { TestApp } from '../support/app.js';
import { CALLERS, type Caller, type Operation } from './operations.js';

export const WHOSE = ['own', 'foreign', 'unknown'] as const;
export type Whose = (typeof WHOSE)[number];

const NOBODY = '01a00000-0000-7000-8000-000000000001';

/** The parameters without which an operation has no question. */
const NEEDED: readonly [RegExp, Record<string, string>][] = [
  [/\/panel/, { from: '2024-01-01', to: '2024-02-01' }],
  [/\/diff/, { fromAsOf: '2024-01-01', toAsOf: '2024-12-31' }],
  [/\/explain$/, { field: 'status' }],
  [/\/answer-status$/, { asOf: '2024-01-01', position: '1' }],
  [/\/adjacent$/, { around: '2024-01-01' }],
  [/\/summary\/days$/, { days: '2024-01-01' }],
  [/^\/v1\/developments$/, { externalId: 'mine' }],
  [/\/inclusion$/, { position: '1' }],
  [/\/consistency$/, { from: '1' }],
  [/\/leaves$/, { from: '1', to: '1' }],
  [/\/next-run$/, { cron: '0 6 * * 1' }],
  [/^\/oembed$/, { url: 'http://127.0.0.1/policies/mine' }],
];
export const neededBy = (path: string): Record<string, string> =>
  NEEDED.find(([pattern]) => pattern.test(path))?.[1] ?? {};

/** A service with keys of each role, and something of each caller's own. */
export class Scene {
  readonly keys = new Map<Caller, string>();
  /** Of each caller one of its own and one of another key. */
  private readonly exports = new Map<string, string>();
  private readonly events: Record<Whose, string> = { own: '', foreign: '', unknown: NOBODY };
  private spareKey = '';

  private constructor(readonly app: TestApp) {}

  static async on(app: TestApp): Promise<Scene> {
    const scene = new Scene(app);
    const client = new Client(app);
    for (const [id, whose] of [
      ['mine', 'own'],
      ['theirs', 'foreign'],
    ] as const) {
      await client.register(id);
      const { body } = await client.record(id, { ...statusOn('2024-01-01', 'planned'), externalId: id });
      scene.events[whose] = body.eventId;
    }
    const key = (role: string) =>
      client.post<{ id: string; secret: string }>('/v1/keys', { role, note: 'of the spec' });
    for (const role of CALLERS.slice(2)) scene.keys.set(role, (await key(role)).body.secret);
    scene.keys.set('a wrong key', `pt_nobody_${'x'.repeat(43)}`);
    scene.spareKey = (await key('viewer')).body.id;
    for (const caller of CALLERS.slice(2))
      for (const [whose, headers] of [
        ['own', scene.headers(caller)],
        ['foreign', {}],
      ] as const) {
        const { body } = await client.post<{ id: string }>('/v1/exports', { what: 'states' }, headers);
        scene.exports.set(`${whose} ${caller}`, body.id);
      }
    return scene;
  }

  headers(caller: Caller): Record<string, string> {
    const key = this.keys.get(caller);
    return key === undefined ? {} : { authorization: `Bearer ${key}` };
  }

  /** The path of an operation with ids that are the caller's, somebody else's, or nobody's. */
  target({ path }: Pick<Operation, 'path'>, whose: Whose, caller: Caller): string {
    const policy = { own: 'mine', foreign: 'theirs', unknown: 'nobody' }[whose];
    const other = this.exports.get(`${whose} ${caller}`) ?? NOBODY;
    return path
      .replace(/(?<=policies\/)\{id\}/, policy)
      .replace('{eventId}', this.events[whose])
      .replace(/(?<=keys\/)\{id\}/, whose === 'own' ? this.spareKey : NOBODY)
      .replace('{slug}', whose === 'unknown' ? 'nothing' : 'invalid-input')
      .replace('{name}', 'nobody')
      .replace('{position}', '1')
      .replace('{id}', other);
  }
}
