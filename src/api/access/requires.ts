import { SetMetadata } from '@nestjs/common';
import type { Permission } from './roles.js';

export const DECLARED_ACCESS = 'access';
export type DeclaredAccess = Permission | 'open';

/** The permission a route needs. `read` needs no key while READ_ACCESS is `public`. */
export const Requires = (permission: Permission) =>
  SetMetadata<string, DeclaredAccess>(DECLARED_ACCESS, permission);

/** A route for everyone, whatever READ_ACCESS says: health, documentation. It never looks at a key. */
export const Open = () => SetMetadata<string, DeclaredAccess>(DECLARED_ACCESS, 'open');
