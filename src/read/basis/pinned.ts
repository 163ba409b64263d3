import type { Known } from '../../domain/basis.js';
import type { KnownWish } from './question.js';

/** Whether the request itself fixed what was known, so that nothing recorded later can change the answer. */
export const isFixed = ({ position, knownAt }: KnownWish, { beyondHead }: Known): boolean =>
  position !== undefined || (knownAt !== undefined && !beyondHead);
