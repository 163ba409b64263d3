import type { KnowledgeBasis } from '../../domain/basis.js';
import type { KnowledgeRequest } from './as-of-query.js';

/** Whether the request fixes the known position, so that later events cannot change the answer. */
export const isFixed = ({ position, knownAt }: KnowledgeRequest, { beyondHead }: KnowledgeBasis): boolean =>
  position !== undefined || (knownAt !== undefined && !beyondHead);
