export { TimelineClient, type ClientSettings } from './client.js';
export { newIdempotencyKey } from './idempotency.js';
export { ApiProblem, type ProblemDocument, type ProblemSlug } from './problem.js';
export type { AnswerOf, OptionsOf, PathsOf } from './operation-types.js';
export type { FollowOptions, TimelineEvent } from './follow.js';
export type { components, operations, paths } from './schema.js';
