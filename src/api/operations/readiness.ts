import { Injectable } from '@nestjs/common';

/** Longer than this and a check counts as failed: whoever asks has a time limit too. Milliseconds. */
const PATIENCE_MS = 2000;

/** Resolves to undefined when ready, else to what is still missing, in a few words without internals. */
export type ReadinessCheck = () => Promise<string | undefined>;

/** What must be true before traffic is sent here; each part of the system adds its own check. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();

  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** Runs all checks at once; `missing` holds those that are not ready. */
  async ask(): Promise<{ ready: string[]; missing: Record<string, string> }> {
    const ready: string[] = [];
    const missing: Record<string, string> = {};
    await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        const reason = await inTime(check);
        if (reason === undefined) ready.push(name);
        else missing[name] = reason;
      }),
    );
    return { ready: ready.sort(), missing };
  }
}

async function inTime(check: ReadinessCheck): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, `no answer within ${PATIENCE_MS / 1000} s`);
  });
  try {
    return await Promise.race([check(), tooLate]);
  } catch {
    // The reason could show internals to anyone who asks; whoever owns the check logs it.
    return 'the check failed';
  } finally {
    clearTimeout(timer);
  }
}
