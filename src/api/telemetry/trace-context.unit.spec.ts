import { describe, expect, it } from '@jest/globals';
import { continuedTrace, traceOf } from './trace-context.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const asked = (traceparent?: string) => ({ headers: traceparent === undefined ? {} : { traceparent } });

describe('The trace of a request', () => {
  it.each([
    `00-${TRACE}-${PARENT}-01`,
    `00-${TRACE}-${PARENT}-00`,
    ` 00-${TRACE}-${PARENT}-01 `,
    `01-${TRACE}-${PARENT}-01-and-what-will-come`,
    `fe-${TRACE}-${PARENT}-ff`,
  ])('goes on with %p', (header) => {
    const request = asked(header);
    expect(traceOf(request)).toMatchObject({ traceId: TRACE, parentId: PARENT });
    expect(traceOf(request).spanId).toMatch(/^(?!0{16})[0-9a-f]{16}$/);
    expect(traceOf(request)).toBe(traceOf(request));
    expect(continuedTrace(request)).toBe(TRACE);
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `ff-${TRACE}-${PARENT}-01`,
    `00-${TRACE}-${PARENT}-01-more`,
    `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${PARENT}`,
    `00-${TRACE}-${PARENT}-01\n00`,
  ])('begins anew with %p', (header) => {
    const request = asked(header);
    const { traceId, parentId } = traceOf(request);
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect([traceId === TRACE, parentId, continuedTrace(request)]).toEqual([false, undefined, undefined]);
  });
});
