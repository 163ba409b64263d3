import { expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { firstValueFrom, of } from 'rxjs';
import type { ReadSide } from '../../read/read-side.js';
import { RedactionInterceptor } from './redaction-interceptor.js';

it('lets liveness answer while the database does not', async () => {
  const redactions = { all: () => new Promise(() => undefined) };
  const interceptor = new RedactionInterceptor({ redactions } as unknown as ReadSide);
  const asked = { method: 'GET', url: '/health/live' };
  const context = { switchToHttp: () => ({ getRequest: () => asked }) } as unknown as ExecutionContext;
  const answer = await interceptor.intercept(context, { handle: () => of('live') });
  expect(await firstValueFrom(answer)).toBe('live');
}, 5000);
