import type { KnowledgeBasis } from '../../domain/basis.js';
import type { KnowledgeRequest } from './as-of-query.js';

/** Whether the request itself fixed what was known, so that nothing recorded later can change the answer. */
export const isFixed = ({ position, knownAt }: KnowledgeRequest, { beyondHead }: KnowledgeBasis): boolean =>
  position !== undefined || (knownAt !== undefined && !beyondHead);
