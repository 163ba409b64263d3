/** What a Range header asks for; `null`: the whole. */
export type RangeAsked = { first: number; last: number } | 'unsatisfiable' | null;

/**
 * Reads a Range header of one range (RFC 9110, section 14). What is not understood, and several ranges, are ignored, as the RFC allows:
 * the answer is then the whole file.
 * @param bytes the file's size
 */
export function readRange(header: string | undefined, bytes: number): RangeAsked {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!parts) return null;
  const [, from = '', to = ''] = parts;
  if (from === '' && to === '') return null;
  if (from === '') {
    const length = Math.min(Number(to), bytes);
    return length === 0 ? 'unsatisfiable' : { first: bytes - length, last: bytes - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return null;
  if (first >= bytes) return 'unsatisfiable';
  return { first, last: to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1) };
}
