import type { components } from './schema.js';

/** What the service says about a refusal (RFC 9457), with the members that single types of problems add. */
export type ProblemDocument = components['schemas']['Problem'] & {
  actualVersion?: number;
  members?: string[];
};

/** The last part of a problem's `type`. A newer service may know more of them. */
export type ProblemSlug = SlugOf<components['schemas']['Problem']['type']> | (string & {});
type SlugOf<Type extends string> = Type extends `/problems/${infer Slug}` ? Slug : never;

/** A refusal of the service. */
export class ApiProblem extends Error {
  /** Empty, or another JSON document, if something between the client and the service answered. */
  readonly document: Partial<ProblemDocument>;

  /** @param retryAfter seconds after which the service asks to try again; null if it did not say */
  constructor(
    readonly status: number,
    document: unknown,
    readonly retryAfter: number | null = null,
  ) {
    const known =
      typeof document === 'object' && document !== null ? (document as Partial<ProblemDocument>) : {};
    super(known.detail ?? `The service answered ${String(status)}`);
    this.name = 'ApiProblem';
    this.document = known;
  }

  /** Such as `version-mismatch`; empty if the answer was no problem document. */
  get slug(): ProblemSlug {
    return this.document.type?.split('/').pop() ?? '';
  }
}
