import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EXAMPLES } from './read-environment.js';

const SETTINGS = Object.keys(EXAMPLES);
/** Of Node, of docker compose's database, and of the collector's client. */
const OF_OTHERS = [
  ...['POSTGRES_PASSWORD', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_INITDB_ARGS', 'PGPASSWORD'],
  ...['OTEL_EXPORTER_OTLP_HEADERS', 'NODE_ENV'],
];
const KUBERNETES = 'deploy/kubernetes/';

const namesIn = (file: string, pattern: RegExp): string[] => [
  ...new Set([...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name = '']) => name)),
];

describe('Every setting', () => {
  it('is explained in .env.example, and nothing else is', () => {
    const explained = namesIn('.env.example', /^(?:# )?(?:  )?([A-Z][A-Z0-9_]+)=/gm);
    expect(explained.filter((name) => !OF_OTHERS.includes(name)).sort()).toEqual([...SETTINGS].sort());
  });

  it.each([
    'docker-compose.yml',
    'Dockerfile',
    ...readdirSync(KUBERNETES).map((name) => `${KUBERNETES}${name}`),
  ])('that %s names is one', (file) => {
    // Keys and names of YAML, ENV of a Dockerfile, arguments of kubectl, and what a shell would fill in.
    const named = namesIn(
      file,
      file === 'Dockerfile'
        ? /(?<=^ENV .*)\b([A-Z][A-Z0-9_]+)=/gm
        : /(?:^\s*(?:- name: )?|--from-literal=|\$\{)([A-Z][A-Z0-9_]+)(?=:|=|\s*$|\})/gm,
    );
    const known = [...SETTINGS, ...OF_OTHERS];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});
