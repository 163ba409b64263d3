import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { Admission, type Cost, DECLARED_COST } from './admission.js';

/** Shows it in the description of the API. */
export const COST_EXTENSION = 'x-cost';

/**
 * The cost of a route, beside its access; it is then admitted by cost (ADR 21). Of a controller or of its methods, not of both: it
 * would be admitted twice.
 */
export const Costs = (cost: Cost) =>
  applyDecorators(
    SetMetadata<string, Cost>(DECLARED_COST, cost),
    ApiExtension(COST_EXTENSION, cost),
    // Here, and not for all routes: each interceptor costs a request some 10 µs.
    UseInterceptors(Admission),
  );
