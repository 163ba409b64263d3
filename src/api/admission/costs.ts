import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const DECLARED_COST = 'cost';
/** Shows it in the description of the API. */
export const COST_EXTENSION = 'x-cost';

/**
 * What a question costs. `dear`: it is about many policies, or folds one for a picture or a proof. `rows`: it streams all rows,
 * for as long as its client reads. Questions about one policy are cheap and declare nothing.
 */
export type Cost = 'dear' | 'rows';

/** The cost of a route, beside its access; it is then admitted by cost (ADR 21). */
export const Costs = (cost: Cost) =>
  applyDecorators(SetMetadata<string, Cost>(DECLARED_COST, cost), ApiExtension(COST_EXTENSION, cost));
