/** What the doctor found at one point. */
export interface Finding {
  check: string;
  /** `warning`: it works, and an operator should know. */
  state: 'ok' | 'warning' | 'failed';
  /** A sentence; for anything but `ok` with the way out. */
  detail: string;
}

/**
 * Runs one check. A throw is a failure of it, and no other check suffers.
 * @param look returns what it saw; a sentence alone is `ok`
 */
export async function check(
  name: string,
  look: () => Promise<string | Omit<Finding, 'check'>>,
): Promise<Finding> {
  try {
    const seen = await look();
    return { check: name, ...(typeof seen === 'string' ? { state: 'ok', detail: seen } : seen) };
  } catch (error) {
    return { check: name, state: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}

export const warning = (detail: string): Omit<Finding, 'check'> => ({ state: 'warning', detail });
