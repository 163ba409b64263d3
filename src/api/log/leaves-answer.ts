import type { LogProofs } from '../../proof/log-proofs.js';
import { Answer } from '../answer.js';

/** A leaf holds a payload of up to 1 MiB, so pages are short. */
export const LEAVES_A_PAGE = 1000;

/** A page of leaves; it names the next one while the range, or else the log, continues. */
export async function leavesAnswer(proofs: LogProofs, from: number, to: number | undefined): Promise<Answer> {
  const last = Math.min(to ?? Number.MAX_SAFE_INTEGER, from + LEAVES_A_PAGE - 1);
  const items = await proofs.leaves(from, last);
  const isFull = items.length === LEAVES_A_PAGE && last !== to;
  const next = isFull ? `/v1/log/leaves?from=${last + 1}${to === undefined ? '' : `&to=${to}`}` : undefined;
  return new Answer(JSON.stringify({ items, ...(next !== undefined && { next }) }), {
    headers: next === undefined ? {} : { link: `<${next}>; rel="next"` },
  });
}
