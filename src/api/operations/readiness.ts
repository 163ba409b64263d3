import { Injectable } from '@nestjs/common';

/** A check that takes longer counts as failed, because the prober has a time limit, too. Milliseconds. */
const PATIENCE_MS = 2000;

/** Resolves to undefined if ready, else to what is missing, in a few words without internals. */
export type ReadinessCheck = () => Promise<string | undefined>;

export interface Verdict {
  ready: string[];
  missing: Record<string, string>;
  warnings: Record<string, string>;
}

/** Conditions for receiving traffic; each part of the system adds its own check. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private readonly warnings = new Map<string, ReadinessCheck>();

  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** Like `add`, for conditions that need the operator's attention while the service keeps working. */
  warn(name: string, check: ReadinessCheck): void {
    this.warnings.set(name, check);
  }

  /** Runs all checks at once; `missing` holds those that are not ready. */
  async verdict(): Promise<Verdict> {
    const [missing, warnings] = await Promise.all([reasons(this.checks), reasons(this.warnings)]);
    const ready = [...this.checks.keys()].filter((name) => !Object.hasOwn(missing, name)).sort();
    return { ready, missing, warnings };
  }
}

async function reasons(checks: ReadonlyMap<string, ReadinessCheck>): Promise<Record<string, string>> {
  const found = await Promise.all(
    [...checks].map(async ([name, check]) => [name, await inTime(check)] as const),
  );
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function inTime(check: ReadinessCheck): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, `no answer within ${PATIENCE_MS / 1000} s`);
  });
  try {
    return await Promise.race([check(), tooLate]);
  } catch {
    // The reason could reveal internals to any caller; the owner of the check logs it.
    return 'the check failed';
  } finally {
    clearTimeout(timer);
  }
}
