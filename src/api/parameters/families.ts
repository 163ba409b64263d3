import type { Family, Parameters } from './parameter.js';

/** The family of a parameter name: `field.items/pac-3` belongs to `field.*`. */
export function familyOf(
  name: string,
  parameters: Parameters,
): { name: string; family: Family<unknown>; rest: string } | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const declared = `${name.slice(0, dot)}.*`;
  const family = Object.hasOwn(parameters, declared) ? parameters[declared] : undefined;
  return family && { name: declared, family: family as Family<unknown>, rest: name.slice(dot + 1) };
}
