/** The range that a Range header requests; `null`: the whole file. */
export type RangeAsked = { first: number; last: number } | 'unsatisfiable' | null;

/**
 * Reads a Range header with one range (RFC 9110, section 14). Invalid and multiple ranges are ignored, as the RFC allows: the
 * answer is then the whole file.
 * @param bytes the size of the file
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
