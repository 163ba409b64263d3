import type pg from 'pg';
import { dayOf } from '../data/days.js';
import { Random } from '../data/random.js';

const SEED = 7;
const BEHIND_EACH_OTHER = 16;

/** Questions about random policies on random days, and the floor's addresses of the same answers. */
export interface Questions {
  pinned: string[];
  open: string[];
  pinnedFloor: string[];
  openFloor: string[];
}

/** @param pool of the database that the server at `url` serves; the floor's answers go into it */
export async function stateQuestions(pool: pg.Pool, url: string, count: number): Promise<Questions> {
  const random = new Random(SEED);
  const { rows: policies } = await pool.query<{ id: string; known: number }>(
    'SELECT policy_id AS id, known_from AS known FROM read.policies',
  );
  const { rows: heads } = await pool.query<{ head: number }>('SELECT max(position) AS head FROM log.events');
  const head = heads[0]?.head ?? 0;
  const questions = Array.from({ length: count }, () => {
    const { id, known } = random.pick(policies);
    return { path: `/v1/policies/${id}?asOf=${dayOf(random)}`, position: random.integer(known, head) };
  });
  const pinned = questions.map(({ path, position }) => `${path}&position=${position}`);
  const open = questions.map(({ path }) => path);
  await storeAnswers(pool, url, [...pinned, ...open]);
  return {
    pinned,
    open,
    pinnedFloor: pinned.map((_, i) => `/floor/pinned/${i}`),
    openFloor: open.map((_, i) => `/floor/open/${pinned.length + i}`),
  };
}

async function storeAnswers(pool: pg.Pool, url: string, paths: readonly string[]): Promise<void> {
  await pool.query('TRUNCATE bench_answers');
  for (let i = 0; i < paths.length; i += BEHIND_EACH_OTHER) {
    const bodies = await Promise.all(paths.slice(i, i + BEHIND_EACH_OTHER).map((path) => bodyOf(url + path)));
    const ids = bodies.map((_, k) => i + k);
    await pool.query('INSERT INTO bench_answers SELECT * FROM unnest($1::integer[], $2::text[])', [
      ids,
      bodies,
    ]);
  }
  await pool.query('VACUUM ANALYZE bench_answers');
}

/** Pages of 100 policies, taken from all over the list, on random days. */
export async function pageQuestions(url: string, position: number, count: number): Promise<string[]> {
  const random = new Random(SEED);
  const pages: string[] = [];
  while (pages.length < count) {
    let page: string | undefined = `/v1/policies?limit=100&asOf=${dayOf(random)}&position=${position}`;
    for (; page !== undefined && pages.length < count;) {
      pages.push(page);
      page = (JSON.parse(await bodyOf(url + page)) as { next?: string }).next;
    }
  }
  return pages;
}

async function bodyOf(address: string): Promise<string> {
  const response = await fetch(address);
  const body = await response.text();
  if (!response.ok) throw new Error(`${address} was answered ${response.status}: ${body}`);
  return body;
}
