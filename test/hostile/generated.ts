import fc from 'fast-check';
import { ask, inTurns } from './ask.js';
import { HOSTILE_TEXTS } from './hostile-values.js';
import { OPERATIONS, type Operation, type Schema, SCHEMAS } from './operations.js';
import { type Scene, type Whose, WHOSE } from './scene.js';
import type { Tally } from './tally.js';

const DEEPEST = 5;

const text = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('JP', 'planned', 'status', '2024-01', 'mine', 'theirs', 'tests'),
);
const anything = fc.oneof(text, fc.double(), fc.jsonValue({ maxDepth: 2 }), fc.constant(null));

/** What members of these names may be, which their schemas say only in words or patterns. */
const FITTING: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ...Object.fromEntries(
    ['effective', 'published', 'accessed', 'asOf', 'publishedBy'].map((name) => [
      name,
      fc.constantFrom('2024-01-01', '2024-02', '2023', '2024-03/2024-05', '2024-06~'),
    ]),
  ),
  kind: fc.constantFrom('status-reported', 'contract-concluded', 'value-set', 'came-into-force'),
  payload: fc.record({ status: fc.constantFrom('planned', 'approved') }),
  timeZone: fc.constantFrom('UTC', 'Asia/Tokyo'),
  url: fc.constant('https://source.example/1'),
  titles: fc.record({ ja: text }),
  identifiers: fc.array(fc.record({ scheme: fc.constant('law-number'), value: text }), {
    minLength: 1,
    maxLength: 2,
  }),
  externalId: fc.uuid(),
  id: fc.uuid(),
  area: fc.constantFrom('tests', 'trade'),
  jurisdiction: fc.constantFrom('JP', 'US'),
  cron: fc.constant('0 6 * * 1'),
};

/** Bodies that mostly follow a schema, and in one place of twelve do not. */
function bodyOf(schema: Schema, depth = 0, name = ''): fc.Arbitrary<unknown> {
  const fitting = (Object.hasOwn(FITTING, name) ? FITTING[name] : undefined) ?? fittingTo(schema, depth);
  return depth === 0
    ? fitting
    : fc.oneof({ weight: 11, arbitrary: fitting }, { weight: 1, arbitrary: anything });
}

function fittingTo(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (depth > DEEPEST) return anything;
  if (schema.$ref !== undefined) return fittingTo(SCHEMAS[schema.$ref.replace(/.*\//, '')] ?? {}, depth);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && choices.length > 0)
    return fc.oneof(...choices.map((each) => fittingTo({ ...schema, anyOf: [], oneOf: [], ...each }, depth)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (schema.properties) return objectOf(schema, depth);
  if (schema.items) return fc.array(bodyOf(schema.items, depth + 1), { maxLength: 3 });
  if (type === 'integer') return fc.oneof(fc.nat(3), fc.maxSafeInteger());
  if (type === 'number') return fc.double();
  if (type === 'boolean') return fc.boolean();
  if (type === 'object') return fc.dictionary(text, anything, { maxKeys: 3 });
  return text;
}

const objectOf = ({ properties = {}, required = [] }: Schema, depth: number): fc.Arbitrary<object> =>
  fc
    .tuple(
      fc.record(
        Object.fromEntries(
          Object.entries(properties).map(([name, schema]) => [name, bodyOf(schema, depth + 1, name)]),
        ),
        { requiredKeys: required.filter((name) => Object.hasOwn(properties, name)) },
      ),
      fc.oneof(
        { weight: 11, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.dictionary(text, anything, { minKeys: 1, maxKeys: 1 }) },
      ),
    )
    .map(([members, more]) => ({ ...members, ...more }));

export interface GeneratedBody {
  operation: Operation;
  whose: Whose;
  body: string;
}

/** So many requests with bodies, the same for the same seed. */
export function generatedBodies(seed: number, count: number): GeneratedBody[] {
  const each = OPERATIONS.flatMap((operation) =>
    operation.body
      ? [
          fc.record({
            operation: fc.constant(operation),
            whose: fc.constantFrom(...WHOSE),
            body: bodyOf(operation.body).map((body) => JSON.stringify(body)),
          }),
        ]
      : [],
  );
  return fc.sample(fc.oneof(...each), { seed, numRuns: count });
}

export async function tryBodies(scene: Scene, bodies: readonly GeneratedBody[], tally: Tally): Promise<void> {
  await inTurns(bodies, async ({ operation, whose, body }) => {
    const headers = { ...scene.headers('admin'), 'content-type': 'application/json' };
    const target = scene.target(operation, whose, 'admin');
    const got = await ask(scene.app.url, 'POST', target, { headers, body });
    // What it says of the body may hold the body's own texts.
    tally.note(`POST ${target} ${body.slice(0, 500)}`, got.status < 500 ? { ...got, text: '' } : got);
  });
}
