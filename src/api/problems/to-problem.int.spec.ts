import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { ForbiddenException, HttpException, PayloadTooLargeException } from '@nestjs/common';
import pg from 'pg';
import { DomainProblem } from '../../domain/problem.js';
import { PROBLEM_TYPES } from './catalogue.js';
import { toProblem } from './to-problem.js';

const slugOf = (error: unknown): string => toProblem(error).slug;
const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('It should have failed');
};

describe('the catalogue of problems', () => {
  it('has for each an error status, a title and an explanation, and slugs that fit an address', () => {
    for (const [slug, { status, title, explanation }] of Object.entries(PROBLEM_TYPES)) {
      expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect([
        400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 414, 415, 422, 429, 431, 500, 501, 503,
      ]).toContain(status);
      expect(title).not.toMatch(/\.$/);
      expect(explanation).toMatch(/\.$/);
    }
  });
});

describe('what is thrown', () => {
  it('stays what it is when it is a problem already', () => {
    const problem = new DomainProblem('sequence-contradiction', 'The approval would come after the contract');
    expect(toProblem(problem)).toBe(problem);
  });

  it('by the framework becomes the problem of its status', () => {
    expect(slugOf(new PayloadTooLargeException())).toBe('body-too-large');
    expect(slugOf(new ForbiddenException())).toBe('forbidden');
    expect(slugOf(new HttpException('I am a teapot', 418))).toBe('malformed-request');
  });

  it.each([
    undefined,
    null,
    'text',
    7,
    {},
    new Error('boom'),
    Object.assign(new Error('x'), { status: 400 }),
  ])('by nobody knows whom (%p) is a defect', (thrown) => {
    expect(slugOf(thrown)).toBe('internal-error');
  });

  it('by a database that is not there is its absence', async () => {
    const pool = new pg.Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 1000 });
    expect(toProblem(await failureOf(pool.query('SELECT 1')))).toMatchObject({
      slug: 'database-unavailable',
      retryAfter: 2,
    });
    await pool.end();
    expect(slugOf(await failureOf(pool.query('SELECT 1')))).toBe('database-unavailable');
  });

  it('by a database that never answers is its absence', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const pool = new pg.Pool({ host: '127.0.0.1', port, connectionTimeoutMillis: 200 });
    expect(slugOf(await failureOf(pool.query('SELECT 1')))).toBe('database-unavailable');
    await pool.end();
    silent.close();
  });

  it('by a database whose disk is full says so', () => {
    const full = Object.assign(new Error('could not extend file'), { code: '53100' });
    for (const error of [full, new Error('x', { cause: full })])
      expect(toProblem(error)).toMatchObject({
        ...{ slug: 'database-unavailable', retryAfter: 10 },
        detail: expect.stringContaining('The disk of the database is full') as unknown,
      });
  });

  it.each([
    ['a shutdown', { code: '57P01' }],
    ['a start', { code: '57P03' }],
    ['a broken connection', { code: '08006' }],
    ['too many connections', { code: '53300' }],
    ['our statement timeout', { code: '57014' }],
    ['a deadlock with another session', { code: '40P01' }],
    ['Prisma without a server', { name: 'DriverAdapterError', cause: { kind: 'DatabaseNotReachable' } }],
    ['a host with two addresses', new AggregateError([{ code: 'ECONNREFUSED' }])],
    ['a cause of a cause', { cause: { cause: { code: 'ECONNRESET' } } }],
  ])('by a database with %s is its absence', (_, error) => {
    expect(slugOf(error)).toBe('database-unavailable');
  });

  it('by a query that is wrong is a defect, however deep', () => {
    expect(slugOf({ code: '42601' })).toBe('internal-error');
    const circle: { cause?: unknown } = {};
    circle.cause = circle;
    expect(slugOf(circle)).toBe('internal-error');
  });
});
