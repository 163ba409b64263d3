import type pg from 'pg';
import { dayOf } from '../data/days.js';
import { Random } from '../data/random.js';

const SEED = 7;
const BEHIND_EACH_OTHER = 16;

/** Requests about random policies on random days, and the floor's addresses of the same answers. */
export interface Questions {
  pinned: string[];
  open: string[];
  pinnedFloor: string[];
  openFloor: string[];
}

/** @param pool of the database that the server at `url` serves; the floor's answers are stored in it */
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

/** Addresses of the same requests: the service's, and the floor's. */
export interface Twin {
  ours: string[];
  floor: string[];
}

const PAGE_SIZE = 100;
const STATUS = 'in-service';
/** Before all ids of policies. */
const BEGINNING = '-';

/** Pages of 100 policies at random positions of the list, on random days, all or those with one status. */
export function pageQuestions(
  url: string,
  position: number,
  filtered: boolean,
  count: number,
): Promise<Twin> {
  return pages(url, count, (random) => {
    const day = dayOf(random);
    const ours = `/v1/policies?limit=${PAGE_SIZE}&asOf=${day}&position=${position}`;
    return filtered
      ? { ours: `${ours}&status=${STATUS}`, floor: `/floor/filtered/${day}/${position}/${STATUS}` }
      : { ours, floor: `/floor/page/${day}/${position}` };
  });
}

/** Pages of 100 policies that changed between two random days. */
export function diffQuestions(url: string, position: number, count: number): Promise<Twin> {
  return pages(url, count, (random) => {
    const [from, to] = [dayOf(random), dayOf(random)];
    return {
      ours: `/v1/diff?limit=${PAGE_SIZE}&fromAsOf=${from}&toAsOf=${to}&toPosition=${position}`,
      floor: `/floor/diff/${from}/${to}/${position}`,
    };
  });
}

/** Counts by status on random days, as known at random positions. */
export function summaryQuestions(position: number, count: number): Twin {
  const random = new Random(SEED);
  const bases = Array.from({ length: count }, () => ({
    day: dayOf(random),
    known: random.integer(1, position),
  }));
  return {
    ours: bases.map(({ day, known }) => `/v1/summary?by=status&asOf=${day}&position=${known}`),
    floor: bases.map(({ day, known }) => `/floor/summary/${day}/${known}`),
  };
}

/** Follows each list from its first page to its last, until there are enough. */
async function pages(
  url: string,
  count: number,
  first: (random: Random) => { ours: string; floor: string },
): Promise<Twin> {
  const random = new Random(SEED);
  const twin: Twin = { ours: [], floor: [] };
  while (twin.ours.length < count) {
    const list = first(random);
    let after = BEGINNING;
    for (let page: string | undefined = list.ours; page !== undefined && twin.ours.length < count;) {
      twin.ours.push(page);
      twin.floor.push(`${list.floor}/${after}`);
      const body = await bodyOf(url + page);
      after =
        [...body.matchAll(/"policyId":"([^"]*)"/g)]
          .map(([, id]) => id ?? '')
          .sort()
          .at(-1) ?? BEGINNING;
      page = (JSON.parse(body) as { next?: string }).next;
    }
  }
  return twin;
}

async function bodyOf(address: string): Promise<string> {
  const response = await fetch(address);
  const body = await response.text();
  if (!response.ok) throw new Error(`${address} was answered ${response.status}: ${body}`);
  return body;
}
