import type { ReadAnswer } from '../read/basis/question.js';
import { Answer } from './answer.js';

/** An answer of the read side as HTTP sends it; the next page is named in a Link header, too (RFC 8288). */
export function answerOf({ body, pinned, next }: ReadAnswer & { next?: string }): Answer {
  return new Answer(body, { pinned, headers: next === undefined ? {} : { link: `<${next}>; rel="next"` } });
}
