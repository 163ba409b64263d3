import { describe, expect, it } from '@jest/globals';
import { EnvironmentMistakes, readEnvironment } from './read-environment.js';

const mistakesOf = (variables: Record<string, string>): readonly string[] => {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentMistakes) return error.mistakes;
    throw error;
  }
  return [];
};

describe('the environment', () => {
  it('needs nothing to be set', () => {
    expect(Object.assign({}, readEnvironment({}))).toEqual({
      DATA_LICENCE: 'not stated',
      DEAR_READS: 3,
      EXPORT_KEEP_DAYS: 30,
      EMBED_ANCESTORS: '*',
      EXPORT_S3_PREFIX: '',
      EXPORT_S3_REGION: 'us-east-1',
      HOST: '127.0.0.1',
      PORT: 3000,
      DATA_DIR: '.data',
      READ_ACCESS: 'public',
      LOG_LEVEL: 'info',
      LOG_FORMAT: 'text',
      OIDC_ROLE_CLAIM: 'roles',
      OIDC_SCOPE: 'openid profile',
    });
  });

  it('counts an empty variable as not set', () => {
    const environment = readEnvironment({ PORT: '', DATABASE_URL: '', ADMIN_API_KEY: '', READ_ACCESS: '' });
    expect(environment.PORT).toBe(3000);
    expect(environment.DATABASE_URL).toBeUndefined();
    expect(environment.ADMIN_API_KEY).toBeUndefined();
    expect(environment.READ_ACCESS).toBe('public');
  });

  it('takes what is set, port 0 included, and leaves the variables of others alone', () => {
    const variables = {
      HOST: '::1',
      PORT: '0',
      DATABASE_URL: 'postgres://u:p%40ss@db:5433/timeline?sslmode=require',
      ADMIN_API_KEY: 'k'.repeat(32),
      READ_ACCESS: 'key',
      LOG_LEVEL: 'silent',
      PATH: '/bin',
    };
    const environment = readEnvironment(variables);
    expect(environment.PORT).toBe(0);
    expect(environment.DATABASE_URL).toBe(variables.DATABASE_URL);
    expect(environment).not.toHaveProperty('PATH');
  });

  it.each([
    'postgresql:///timeline?host=/var/run/postgresql',
    'postgresql://me@localhost/timeline',
    'postgres://me@timeline_db,other/timeline',
  ])('takes the database %p', (url) => {
    expect(mistakesOf({ DATABASE_URL: url })).toEqual([]);
  });

  it('reports all mistakes at once, by name, with an example, and repeats no secret', () => {
    const mistakes = mistakesOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      ADMIN_API_KEY: 'hunter2',
      READ_ACCESS: 'everyone',
      LOG_LEVEL: 'loud',
      HOST: 'a b',
    });
    expect(mistakes.map((line) => line.split(' ')[0])).toEqual([
      'HOST',
      'PORT',
      'DATABASE_URL',
      'ADMIN_API_KEY',
      'READ_ACCESS',
      'LOG_LEVEL',
    ]);
    for (const line of mistakes) expect(line).toMatch(/ must be .*, for example [A-Z_]+=./);
    expect(mistakes.join()).not.toContain('hunter2');
  });

  it('takes a sign-in provider only with the audience of its tokens, and over TLS', () => {
    const OIDC_AUDIENCE = 'https://timeline.example.org';
    expect(mistakesOf({ OIDC_ISSUER: 'https://login.example.org', OIDC_AUDIENCE })).toEqual([]);
    expect(mistakesOf({ OIDC_ISSUER: 'http://127.0.0.1:9000/a', OIDC_AUDIENCE })).toEqual([]);
    expect(mistakesOf({ OIDC_ISSUER: 'http://login.example.org', OIDC_AUDIENCE })).toHaveLength(1);
    expect(mistakesOf({ OIDC_ISSUER: 'http://localhost.example.org', OIDC_AUDIENCE })).toHaveLength(1);
    expect(mistakesOf({ OIDC_ISSUER: 'https://login.example.org' })).toEqual([
      expect.stringMatching(/^OIDC_AUDIENCE must be set/),
    ]);
  });

  it.each(['3000x', '-1', '3.5', '1e3', '0x10', ' 80', '65536'])('refuses the port %p', (port) => {
    expect(mistakesOf({ PORT: port })).toHaveLength(1);
  });

  it.each([
    ['x'.repeat(31), 1],
    ['x'.repeat(32), 0],
    ['x'.repeat(200), 0],
    ['x'.repeat(201), 1],
    ['é'.repeat(40), 1],
    [`${'x'.repeat(40)}\n`, 1],
    [` ${'x'.repeat(40)}`, 1],
    [`pass phrase ${'x'.repeat(40)}`, 0],
  ])('judges the admin key %p', (key, mistakes) => {
    expect(mistakesOf({ ADMIN_API_KEY: key })).toHaveLength(mistakes);
  });
});
