const DIGITS = 6;

/** Moves an instant (UTC text, six decimals) by some microseconds, which Date cannot hold. */
export function plusMicroseconds(instant: string, microseconds: number): string {
  const seconds = Date.parse(`${instant.slice(0, 19)}Z`) / 1000;
  const total = seconds * 1_000_000 + Number(instant.slice(20, 26)) + microseconds;
  const whole = Math.floor(total / 1_000_000);
  const fraction = String(total - whole * 1_000_000).padStart(DIGITS, '0');
  return `${new Date(whole * 1000).toISOString().slice(0, 19)}.${fraction}Z`;
}
