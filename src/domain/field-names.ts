import type { Effect } from './effect.js';
import { nameOf } from './field-path.js';
import { DomainProblem } from './problem.js';

type Shape = 'value' | 'collection';

/** Within a policy a name is either a value or a collection, as its first use decided, so that `state` can be one plain object. */
export class FieldNames {
  private readonly shapes = new Map<string, Shape>();

  /** @throws DomainProblem `field-shape-conflict` with the field */
  check(effects: readonly Effect[]): void {
    for (const { field } of effects) {
      const name = nameOf(field);
      const fixed = this.shapes.get(name);
      if (fixed === undefined || fixed === shapeOf(field)) continue;
      const detail =
        fixed === 'collection'
          ? `${name} is a collection in this policy: give ${name}/… instead of ${field}`
          : `${name} is a single value in this policy: give ${name} instead of ${field}`;
      throw new DomainProblem('field-shape-conflict', detail, { errors: [{ pointer: '/payload', detail }] });
    }
  }

  add(effects: readonly Effect[]): void {
    for (const { field } of effects) {
      const name = nameOf(field);
      if (!this.shapes.has(name)) this.shapes.set(name, shapeOf(field));
    }
  }
}

const shapeOf = (field: string): Shape => (nameOf(field) === field ? 'value' : 'collection');
