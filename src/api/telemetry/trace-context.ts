import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Of which trace a request is a part (W3C Trace Context). Ids are lower-case hexadecimal. */
export interface TraceContext {
  traceId: string;
  /** Of this service's part. */
  spanId: string;
  /** Of the caller's part; undefined: the trace begins here. */
  parentId?: string;
  /** The caller's flags, or 01: sampled. */
  flags: string;
}

/** Version, trace id, parent id, flags. What a later version appends is ignored (section 4 of the recommendation). */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

const known = new WeakMap<object, TraceContext>();

/** The trace of a request: that of its `traceparent`, or a new one if it has none or a wrong one. The same at each call. */
export function traceOf(request: Pick<FastifyRequest, 'headers'>): TraceContext {
  const before = known.get(request);
  if (before) return before;
  const trace = { ...continued(request.headers['traceparent']), spanId: randomBytes(8).toString('hex') };
  known.set(request, trace);
  return trace;
}

/** The trace id, if the caller gave one; other callers do not need it. */
export const continuedTrace = (request: Pick<FastifyRequest, 'headers'>): string | undefined => {
  const { traceId, parentId } = traceOf(request);
  return parentId === undefined ? undefined : traceId;
};

function continued(header: unknown): Omit<TraceContext, 'spanId'> {
  const [, version = '', traceId = '', parentId = '', flags = '', more] =
    (typeof header === 'string' && TRACEPARENT.exec(header.trim())) || [];
  const isValid =
    version !== '' &&
    version !== 'ff' &&
    !(version === '00' && more !== undefined) &&
    !/^0+$/.test(traceId) &&
    !/^0+$/.test(parentId);
  if (isValid) return { traceId, parentId, flags };
  return { traceId: randomBytes(16).toString('hex'), flags: '01' };
}
