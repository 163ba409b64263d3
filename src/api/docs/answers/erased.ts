import { integer } from './shapes.js';

/** Content that was erased by law. */
export const erased = {
  'redacted?': { const: true, description: 'Its content was erased by law' },
  'redactedAt?': { ...integer, description: 'The position of the event that says so' },
};
