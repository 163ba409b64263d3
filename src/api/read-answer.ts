import type { ReadAnswer } from '../read/basis/as-of-query.js';
import { Answer } from './answer.js';

/** An answer of the read side as an HTTP answer; the next page is also in a Link header (RFC 8288). */
export function answerOf(
  { body, pinned, next }: ReadAnswer & { next?: string },
  { headers = {}, contentType }: { headers?: Readonly<Record<string, string>>; contentType?: string } = {},
): Answer {
  const links = [headers['link'], next && `<${next}>; rel="next"`].filter((link) => link !== undefined);
  return new Answer(body, {
    pinned,
    headers: { ...headers, ...(links.length > 0 && { link: links.join(', ') }) },
    ...(contentType !== undefined && { contentType }),
  });
}
