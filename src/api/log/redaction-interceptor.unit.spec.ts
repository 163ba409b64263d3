import { expect, it } from '@jest/globals';
import { type ExecutionContext, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { firstValueFrom, of } from 'rxjs';
import type { ReadSide } from '../../read/read-side.js';
import { DashboardController } from '../dashboard/dashboard-controller.js';
import { DocsController } from '../docs/docs-controller.js';
import { HealthController } from '../operations/health-controller.js';
import { PoliciesController } from '../policies/policies-controller.js';
import { RedactionInterceptor } from './redaction-interceptor.js';

const asked = { method: 'GET', url: '/any' };

/** What the interceptor gives for a controller while the list of erasures has `all`. */
function answerOf(controller: Type, all: () => Promise<unknown>) {
  const interceptor = new RedactionInterceptor(
    { redactions: { all } } as unknown as ReadSide,
    new Reflector(),
  );
  const context = { getClass: () => controller, switchToHttp: () => ({ getRequest: () => asked }) };
  return interceptor.intercept(context as unknown as ExecutionContext, { handle: () => of('live') });
}

it.each([HealthController, DocsController, DashboardController])(
  'lets %p answer while the database does not',
  async (controller) => {
    const answer = await answerOf(controller, () => new Promise(() => undefined));
    expect(await firstValueFrom(answer)).toBe('live');
  },
  5000,
);

it('asks for the erasures before a policy is read', async () => {
  await expect(answerOf(PoliciesController, () => Promise.reject(new Error('asked')))).rejects.toThrow(
    'asked',
  );
});
