import { join } from 'node:path';
import { Postgres } from '../postgres.js';
import { mustBeZero, withEnds, type Scenario } from '../scenario.js';
import { KEY, Service } from '../service.js';

const LIMIT = 300;
/** How many ask at once. */
const ASKING = 20;
const PATH = '/v1/kinds';

/** Two processes count together, with one killed and started again in between, and a 304 costs nothing. */
export const limits: Scenario = ({ say }) =>
  withEnds(async (ends) => {
    const folder = ends.folder('faults-limits');
    const database = await Postgres.start(join(folder, 'pg'));
    ends.add(() => database.kill());
    const options = {
      databaseUrl: database.url,
      dataDir: join(folder, 'files'),
      env: { RATE_LIMIT: `${LIMIT}/36000` },
    };
    const first = await Service.start(options);
    ends.add(() => first.kill());
    const second = await Service.start(options);
    ends.add(() => second.kill());
    const ask = async (n: number, headers: Record<string, string> = {}) => {
      const { url } = n % 2 === 0 ? first : second;
      const answer = await fetch(url + PATH, { headers: { authorization: `Bearer ${KEY}`, ...headers } });
      await answer.arrayBuffer();
      return answer;
    };
    const tag = (await ask(0)).headers.get('etag') ?? '';
    let admitted = 1;
    const statuses = new Map<number, number>();
    const askMany = async (count: number, headers?: Record<string, string>) => {
      let left = count;
      await Promise.all(
        Array.from({ length: ASKING }, async () => {
          while (left > 0) {
            left -= 1;
            const { status } = await ask(left, headers);
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            if (status === 200) admitted += 1;
          }
        }),
      );
    };
    await askMany(LIMIT / 3);
    await askMany(LIMIT / 3, { 'if-none-match': tag });
    await first.kill();
    await first.up();
    say('one was killed and is back');
    await askMany(LIMIT * 2);
    const refused = await ask(0);
    const said = [...statuses].map(([status, n]) => `${status}: ${n}`).join(', ');
    return {
      figures: { limit: LIMIT, admitted, answers: said },
      failures: [
        ...mustBeZero({
          'admitted beyond the limit, or too few': admitted - LIMIT,
          'answers of other kinds': [...statuses.keys()].filter((each) => ![200, 304, 429].includes(each))
            .length,
        }),
        ...(refused.status === 429 && Number(refused.headers.get('retry-after')) > 0
          ? []
          : [`the last was answered ${refused.status}`]),
      ],
    };
  });
