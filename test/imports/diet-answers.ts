import type pg from 'pg';
import { decodeEvent } from '../../src/domain/stored-event.js';
import { PolicyTimeline } from '../../src/domain/policy-timeline.js';
import { rowsOn, type Row } from '../../src/domain/state.js';
import { streamOf } from '../../src/domain/stream.js';
import { LogReader } from '../../src/event-store/read.js';
import { factHolds } from '../../src/read/state/fact-sql.js';
import { POLICY_KNOWN } from '../../src/read/state/state-sql.js';
import type { Truth } from './diet.js';

const STAGES = 'stages/';

/** All questions of the truth answered from the facts, in one statement made of the readers' own conditions. */
export async function byFacts(pool: pg.Pool, questions: readonly Truth[]): Promise<Truth[]> {
  const { rows } = await pool.query<{ status: string | null; stages: string[] | null }>(
    `WITH ask AS (
       SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::date[]) WITH ORDINALITY AS ask(policy_id, known_at, as_of, n))
     SELECT max(f.value::jsonb #>> '{}') FILTER (WHERE f.path = 'status') AS status,
       array_agg(substr(f.path, ${STAGES.length + 1})) FILTER (WHERE f.path LIKE '${STAGES}%') AS stages
     FROM ask
       CROSS JOIN LATERAL (SELECT position FROM log.events WHERE recorded_at <= ask.known_at ORDER BY recorded_at DESC LIMIT 1) AS known
       JOIN read.policies AS p ON p.policy_id = ask.policy_id AND ${POLICY_KNOWN}
       LEFT JOIN read.facts AS f ON ${factHolds('p', 'ask.as_of')}
         AND f.definite AND f.value IS NOT NULL
     GROUP BY ask.n ORDER BY ask.n`,
    [questions.map((q) => q.policyId), questions.map((q) => q.knownAt), questions.map((q) => q.asOf)],
  );
  return questions.map((question, i) => ({
    ...question,
    status: rows[i]?.status ?? null,
    stages: rows[i]?.stages ?? [],
  }));
}

/** The same by folding each policy from its first event, and asking whenever the truth does. */
export async function byLiveFold(pool: pg.Pool, questions: readonly Truth[]): Promise<Truth[]> {
  const streams = await new LogReader(pool).readStreams([
    ...new Set(questions.map((q) => streamOf(q.policyId))),
  ]);
  const answers = new Map<Truth, Truth>();
  for (const [stream, events] of streams) {
    const own = questions
      .filter((q) => streamOf(q.policyId) === stream)
      .sort((a, b) => (a.knownAt < b.knownAt ? -1 : 1));
    const timeline = new PolicyTimeline();
    let next = 0;
    for (const question of own) {
      for (; next < events.length && (events[next]?.recordedAt ?? '') <= question.knownAt; next += 1) {
        const event = events[next];
        if (event) timeline.apply(decodeEvent(event));
      }
      timeline.recompute();
      answers.set(question, {
        ...question,
        ...said(rowsOn(question.policyId, timeline, question.asOf, 'flag').rows),
      });
    }
  }
  return questions.map((question) => answers.get(question) ?? question);
}

function said(rows: readonly Row[]): Pick<Truth, 'status' | 'stages'> {
  const definite = rows.filter(({ certainty, value }) => certainty === 'definite' && value !== null);
  const status = definite.find(({ path }) => path === 'status')?.value ?? 'null';
  return {
    status: JSON.parse(status) as string | null,
    stages: definite.flatMap(({ path }) => (path.startsWith(STAGES) ? [path.slice(STAGES.length)] : [])),
  };
}
