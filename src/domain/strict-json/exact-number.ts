/**
 * True if a double keeps a JSON number: its exact decimal value is that of the shortest decimal of the nearest double, which is
 * what JavaScript writes back. `63.0`, `0.1` and `1e2` keep their value; `9007199254740993`, `1.0000000000000000001`, `1e400`
 * (too large) and `1e-400` (would become 0) do not. `-0` passes: its decimal value is 0, and canonical JSON (RFC 8785) writes
 * it as `0`.
 *
 * @param token a number in JSON's grammar (RFC 8259, section 6); takes time in proportion to its length
 */
export function isExactNumber(token: string): boolean {
  // Every decimal of up to 15 significant digits is kept; a token this short without an exponent has no more.
  if (token.length <= 15 && !/[eE]/.test(token)) return true;
  const nearest = Number(token);
  const written = String(nearest);
  if (written === token) return true;
  if (!Number.isFinite(nearest)) return false;
  const given = decimal(token);
  if (nearest === 0) return given.digits === '';
  const kept = decimal(written);
  return given.digits === kept.digits && given.exponent === kept.exponent;
}

/** The value without its sign as digits × 10^exponent, the digits without zeros at either end; zero is ''. */
function decimal(token: string): { digits: string; exponent: number } {
  const [mantissa = '', power = '0'] = token.toLowerCase().split('e');
  const [whole = '', fraction = ''] = (mantissa.startsWith('-') ? mantissa.slice(1) : mantissa).split('.');
  const digits = whole + fraction;
  let start = 0;
  let end = digits.length;
  // Loops, because a pattern such as /0+$/ takes quadratic time on a megabyte of zeros.
  while (start < end && digits[start] === '0') start++;
  while (end > start && digits[end - 1] === '0') end--;
  return {
    digits: digits.slice(start, end),
    exponent: Number(power) - fraction.length + (digits.length - end),
  };
}
