import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiDefaultResponse } from '@nestjs/swagger';
import type { Permission } from './roles.js';

export const DECLARED_ACCESS = 'access';
export type DeclaredAccess = Permission | 'open';

const DECLARES = (access: DeclaredAccess) => SetMetadata<string, DeclaredAccess>(DECLARED_ACCESS, access);

const FailsWithProblems = () =>
  ApiDefaultResponse({
    description: 'What went wrong (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });

/** The permission a route needs. `read` needs no key while READ_ACCESS is `public`. */
export function Requires(permission: Permission): MethodDecorator & ClassDecorator {
  const documented = permission === 'read' ? [] : [ApiBearerAuth(), ApiBearerAuth('oidc')];
  return applyDecorators(DECLARES(permission), FailsWithProblems(), ...documented);
}

/** A route for every caller, independent of READ_ACCESS: health, documentation. It does not read a key. */
export function Open(): MethodDecorator & ClassDecorator {
  return applyDecorators(DECLARES('open'), FailsWithProblems());
}
