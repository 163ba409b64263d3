import { nearest } from '../nearest.js';
import { pointerTo, type PayloadProblem } from './shape.js';

/** A body of nothing but unknown names would otherwise cost a comparison for each of its many thousands. */
const MOST_NAMED = 100;

/**
 * The members of an object that nobody knows, each with the nearest known one; at most 100 of them. `whose` completes
 * "is not a property of …". Not class-validator's whitelist: that takes "constructor" and "toString" for known properties.
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
