import { DomainProblem, type InputError } from '../../domain/problem.js';

/** A rejected line, and the reason. */
export interface Reject {
  /** From 1. */
  line: number;
  /** JSON pointer to the first mistake in the line; '' is the whole line. */
  pointer: string;
  problem: { type: string; detail: string; errors: readonly InputError[] } & Readonly<
    Record<string, unknown>
  >;
}

export function rejectOf(line: number, { slug, detail, errors, extra }: DomainProblem): Reject {
  const [first] = errors;
  const pointer = first?.pointer ?? '';
  const text = slug === 'invalid-input' && first ? `${pointer} ${first.detail}`.trim() : detail;
  return { line, pointer, problem: { ...extra, type: `/problems/${slug}`, detail: text, errors } };
}

/** A problem at one location in a line. */
export const badLine = (pointer: string, detail: string): DomainProblem =>
  new DomainProblem('invalid-input', detail, { errors: [{ pointer, detail }] });

/** Makes the pointers of a member's problems start at the line. */
export function inside<T>(pointer: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainProblem)) throw error;
    const errors = error.errors.map((each) => ({ ...each, pointer: `${pointer}${each.pointer ?? ''}` }));
    throw new DomainProblem(error.slug, error.detail, { errors });
  }
}
