import type { components } from './schema.js';

type ProblemDocument = components['schemas']['Problem'] & { actualVersion?: number; members?: string[] };

/** A refusal of the service (RFC 9457). */
export class ApiProblem extends Error {
  readonly document: Partial<ProblemDocument>;

  constructor(
    readonly status: number,
    document: unknown,
  ) {
    const known =
      typeof document === 'object' && document !== null ? (document as Partial<ProblemDocument>) : {};
    super(known.detail ?? `The service answered ${String(status)}`);
    this.name = 'ApiProblem';
    this.document = known;
  }

  /** The last part of the problem's type, such as `version-mismatch`. */
  get slug(): string {
    return this.document.type?.split('/').pop() ?? '';
  }
}
