import { readFileSync } from 'node:fs';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  maxItems?: number;
}
interface Described {
  security?: object[];
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** An operation of openapi.json. */
export interface Operation {
  method: string;
  path: string;
  parameters: readonly string[];
  body: Schema | undefined;
  needs: Need;
}

/** The permission that an operation is to need, said here once more: the service must not decide by itself what is open. */
export type Need = 'open' | 'read' | 'export' | 'record' | 'import' | 'administer';
const NEEDS: readonly [RegExp, Need][] = [
  [/^GET \/(health|metrics|problems|terms)(\/|$)/, 'open'],
  [
    /^\w+ \/v1\/(keys|people|audit|export-schedules|projections|rebuilds)(\/|$)|^GET \/v1\/log\/status$/,
    'administer',
  ],
  [/^\w+ \/v1\/imports(\/|$)/, 'import'],
  [/^\w+ \/v1\/exports(\/|$)/, 'export'],
  [/^(POST|DELETE) \/v1\/(policies|developments)(\/|$)/, 'record'],
  [/^GET \/(v1|embed|oembed|catalog)/, 'read'],
];

interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}
const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as Document;

export const SCHEMAS = document.components.schemas;

export const OPERATIONS: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([verb, { parameters = [], requestBody }]) => {
    const method = verb.toUpperCase();
    const [, needs] = NEEDS.find(([pattern]) => pattern.test(`${method} ${path}`)) ?? [];
    if (needs === undefined) throw new Error(`Say in NEEDS what ${method} ${path} needs`);
    return {
      ...{ method, path, needs },
      parameters: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
      body: requestBody?.content['application/json']?.schema,
    };
  }),
);

export type Caller = 'nobody' | 'a wrong key' | 'viewer' | 'editor' | 'importer' | 'admin';
export const CALLERS: readonly Caller[] = ['nobody', 'a wrong key', 'viewer', 'editor', 'importer', 'admin'];

const MAY: Readonly<Record<Caller, readonly Need[]>> = {
  nobody: [],
  'a wrong key': [],
  viewer: ['read', 'export'],
  editor: ['read', 'export', 'record'],
  importer: ['read', 'export', 'record', 'import'],
  admin: ['read', 'export', 'record', 'import', 'administer'],
};

/** What a caller is to get: a body is never more than `passes`, which may be any refusal but these two. */
export type Admission = '401' | '403' | 'passes';

export function admissionOf(caller: Caller, { needs }: Operation, readAccess: 'public' | 'key'): Admission {
  if (needs === 'open') return 'passes';
  if (caller === 'a wrong key') return '401';
  if (caller === 'nobody') return needs === 'read' && readAccess === 'public' ? 'passes' : '401';
  return MAY[caller].includes(needs) ? 'passes' : '403';
}
