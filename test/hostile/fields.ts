import { ask, encoded, inTurns } from './ask.js';
import { HOSTILE_TEXTS, STRUCTURES } from './hostile-values.js';
import { OPERATIONS, type Operation } from './operations.js';
import { neededBy, type Scene } from './scene.js';
import type { Tally } from './tally.js';

type Place = { operation: Operation } & ({ parameter: string } | { inPath: true } | { member: string });
export interface Attempt {
  place: Place;
  value: string;
}

const SOURCES = [
  { title: 'A source', url: 'https://source.example/1', publisher: 'P', published: '2024-01-01' },
];
const DEVELOPMENT = {
  kind: 'contract-concluded',
  effective: '2024-01-01',
  published: '2024-01-02',
  payload: { counterparty: 'C', quantity: 7, text: 'T' },
  sources: SOURCES,
  assertion: 'confirmed',
  sequence: 1,
  note: 'N',
  externalId: 'e',
};
const REASON = { reason: 'R', published: '2024-01-02', externalId: 'r' };

/** A body of each operation whose members are replaced one by one. */
const BODIES: Readonly<Record<string, object>> = {
  '/v1/policies': {
    ...{ id: 'hostile', title: 'T', titles: { ja: 'T' }, jurisdiction: 'JP', area: 'tests', timeZone: 'UTC' },
    ...{ description: 'D', identifiers: [{ scheme: 'law-number', value: '1' }] },
  },
  '/v1/policies/{id}/amendment': {
    title: 'T',
    titles: { ja: 'T' },
    identifiers: [{ scheme: 'x', value: '1' }],
  },
  '/v1/policies/{id}/developments': DEVELOPMENT,
  '/v1/policies/{id}/rulings': { prefer: 'mine', expected: ['mine'], sources: SOURCES, ...REASON },
  '/v1/developments/{eventId}/correction': { ...DEVELOPMENT, contradicts: ['theirs'] },
  '/v1/developments/{eventId}/retraction': REASON,
  '/v1/keys': { role: 'viewer', note: 'N' },
  '/v1/exports': {
    ...{ what: 'states', format: 'csv', columns: ['policyId'], labels: 'en' },
    ...{ basis: { asOf: '2024-01-01' }, filters: { area: 'tests', status: 'planned' } },
  },
  '/v1/export-schedules': { cron: '0 6 * * 1', request: { what: 'states' } },
};

/** JSON pointers of the texts and numbers of a body. */
const leavesOf = (value: unknown, at = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => leavesOf(member, `${at}/${name}`))
    : [at];

const places: readonly Place[] = OPERATIONS.flatMap((operation): Place[] => [
  ...operation.parameters.map((parameter) => ({ operation, parameter })),
  ...(operation.path.includes('{') ? [{ operation, inPath: true as const }] : []),
  ...(operation.method === 'POST' ? leavesOf(BODIES[operation.path] ?? {}) : [])
    .filter((at) => at !== '')
    .map((member) => ({ operation, member })),
]);

/** Each field with each value. */
export const attempts: readonly Attempt[] = places.flatMap((place) =>
  HOSTILE_TEXTS.map((value) => ({ place, value })),
);
export const structures = OPERATIONS.filter(({ body }) => body !== undefined).flatMap((operation) =>
  STRUCTURES.map((value) => ({ operation, value })),
);

export async function tryFields(scene: Scene, some: readonly Attempt[], tally: Tally): Promise<void> {
  await inTurns(some, async ({ place, value }) => {
    const { operation } = place;
    const needed = neededBy(operation.path);
    const query = Object.entries('parameter' in place ? { ...needed, [place.parameter]: value } : needed);
    const path =
      'inPath' in place
        ? operation.path.replace(/\{[^}]+\}/, encoded(value))
        : scene.target(operation, 'own', 'admin');
    const target = `${path}?${query.map(([name, text]) => `${encodeURIComponent(name)}=${encoded(text)}`).join('&')}`;
    const body = 'member' in place ? withMember(BODIES[operation.path] ?? {}, place.member, value) : {};
    await send(scene, operation, target, JSON.stringify(body), value, tally);
  });
}

export async function tryStructures(scene: Scene, some: typeof structures, tally: Tally): Promise<void> {
  await inTurns(some, ({ operation, value }) =>
    send(scene, operation, scene.target(operation, 'own', 'admin'), value, value, tally),
  );
  if ('polluted' in {}) tally.break('The prototype of all objects was changed');
}

async function send(
  scene: Scene,
  { method, path, needs }: Operation,
  target: string,
  body: string,
  value: string,
  tally: Tally,
): Promise<void> {
  const headers = {
    ...(needs !== 'open' && needs !== 'read' && scene.headers('admin')),
    ...(method === 'POST' && { 'content-type': 'application/json' }),
  };
  const got = await ask(scene.app.url, method, target, {
    headers,
    body: method === 'POST' ? body : undefined,
  });
  tally.note(
    `${method} ${path} ${target.slice(0, 200)} ${body.slice(0, 300)}`,
    isOurState(got) ? { ...got, status: 200 } : got,
    value,
  );
}

/** What is set here, not a defect: oEmbed's rule for other formats is 501, and 503 is for who asks without PUBLIC_URL. */
const isOurState = ({ text }: { text: string }) =>
  /problems\/(format-not-offered|public-url-not-set)"/.test(text);

function withMember(body: object, pointer: string, value: string): object {
  const copy = structuredClone(body) as Record<string, unknown>;
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  let holder = copy;
  for (const name of names) holder = holder[name] as Record<string, unknown>;
  holder[last] = value;
  return copy;
}
