import { nearest } from '../nearest.js';
import { pointerTo, type PayloadProblem } from './shape.js';

/** Limits the cost of a body with many thousands of unknown names: each needs a comparison with all known ones. */
const MOST_NAMED = 100;

/**
 * The unknown members of an object, each with the nearest known one; at most 100. `whose` completes "is not a property of …".
 * class-validator's whitelist is not used, because it takes "constructor" and "toString" for known properties.
 */
export function unknownMembers(
  given: object,
  known: readonly string[],
  whose: string,
  pointer = '',
): PayloadProblem[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .slice(0, MOST_NAMED)
    .map((name) => ({
      pointer: pointerTo(pointer, name),
      detail: `is not a property of ${whose}`,
      allowed: known,
      didYouMean: nearest(name, known),
    }));
}
