import { permalink, RENDER } from '../../domain/basis.js';
import { DomainProblem } from '../../domain/problem.js';
import { streamOf } from '../../domain/stream.js';
import type { AsOfQuery } from '../../read/basis/as-of-query.js';
import type { ReadSide } from '../../read/read-side.js';
import { hashText } from '../../proof/answer-statement.js';
import type { LogProofs } from '../../proof/log-proofs.js';
import type { StreamProof } from '../../proof/store/stream-proof.js';

/** The format of the file; a change that affects verifiers needs a new one. */
const FORMAT = 'policy-timeline-proof/1';

/** Used instead of the answer's bytes if the policy did not exist. */
const NOT_KNOWN = { type: '/problems/policy-not-known', status: 404 };

interface Asked {
  question: Record<string, string | number>;
  permalink: string;
  answer: string | typeof NOT_KNOWN;
}

/**
 * The state of a policy with its proof, one JSON text: the pinned query, the bytes of the answer, a checkpoint, every event of
 * the policy, and the proof that there are no others.
 * @throws DomainProblem `invalid-parameters`, `not-caught-up`, `no-checkpoint`
 */
export async function answerProof(
  read: ReadSide,
  proofs: LogProofs,
  policyId: string,
  question: AsOfQuery,
): Promise<string> {
  const asked = await ask(read, policyId, question);
  const position = Number(asked.question['position']);
  const { checkpoint, map, events } = await proofs.stream(streamOf(policyId), position);
  const answerText = typeof asked.answer === 'string' ? asked.answer : JSON.stringify(asked.answer);
  return JSON.stringify({
    format: FORMAT,
    ...asked,
    statement: proofs.sealer.state({
      permalink: asked.permalink,
      answer: hashText(answerText),
      size: checkpoint.size,
    }),
    checkpoint: checkpoint.note,
    map,
    events: events.map((event) => proven(event, position)),
  });
}

async function ask(read: ReadSide, policyId: string, question: AsOfQuery): Promise<Asked> {
  const known = await read.known.resolve(question);
  const { uncertain, knownAt, ...open } = question;
  // For an instant beyond the log's end only the position can be pinned: events may still be recorded before the instant.
  const instant = knownAt === undefined || known.beyondHead ? {} : { knownAt };
  const pinned = (asOf: string) => ({
    policyId,
    asOf,
    position: known.position,
    ...instant,
    uncertain,
    ...(question.publishedBy !== undefined && { publishedBy: question.publishedBy }),
    render: RENDER,
  });
  try {
    const found = await read.state.answer(policyId, {
      ...open,
      uncertain,
      ...instant,
      position: known.position,
    });
    const { basis } = JSON.parse(found.body) as { basis: { asOf: string } };
    return { question: pinned(basis.asOf), permalink: found.permalink, answer: found.body };
  } catch (error) {
    if (!(error instanceof DomainProblem) || error.slug !== 'policy-not-known') throw error;
    const asOf = question.asOf ?? read.known.today();
    const basis = { ...known, asOf, uncertain, publishedBy: question.publishedBy ?? null };
    return {
      question: pinned(asOf),
      permalink: permalink(`/v1/policies/${policyId}`, basis),
      answer: NOT_KNOWN,
    };
  }
}

/** Events recorded after the query's position are needed to prove completeness, but their content is not part of the answer. */
function proven({ payload, salt, ...event }: StreamProof['events'][number], position: number): object {
  if (event.position > position) return event;
  const { commitment, leafHash, hashes, ...header } = event;
  return { ...header, payload, salt, commitment, leafHash, hashes };
}
