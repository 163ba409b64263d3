/** Where the runtime leaves the functions of `@jest/globals` for the spec that it loads. */
export const GLOBALS = Symbol.for('policy-timeline.jest-globals');
