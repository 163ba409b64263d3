import { uuidv7 } from 'uuidv7';
import { openPools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';

const STEPS_AN_EVENT = 10;
const EVENTS_A_POLICY = 10;

/**
 * Inserts this many facts directly into their table, in the form that an export meets: nine of ten definite, two of five
 * superseded by the policy's next event. A projection would take minutes.
 * @param rows a multiple of 5000
 */
export async function storeFacts(url: string, rows: number): Promise<void> {
  const { write, end } = openPools(url);
  const events = rows / STEPS_AN_EVENT;
  const log = new EventLog(write);
  const event = () => ({ eventId: uuidv7(), kind: 'bench', schemaVersion: 1, payload: '{}' });
  for (let i = 0; i < events; i += 500)
    await log.append({
      stream: `bench:${i}`,
      expected: 'any',
      actor: 'bench',
      events: Array.from({ length: 500 }, event),
    });
  await write.query(
    `SET statement_timeout = 0;
    INSERT INTO read.policies (policy_no, policy_id, known_from, title, jurisdictions, area, time_zone, header)
      SELECT n, 'policy-' || n, 1, 'Title', '{JP}', 'tests', 'UTC', '' FROM generate_series(1, ${events / EVENTS_A_POLICY}) AS n;
    INSERT INTO read.versions (policy_no, known_from, version, developments, reconstructed, contesting, recorded_at)
      SELECT ${policyOf('e.position')}, e.position, 1 + (e.position - 1) % ${EVENTS_A_POLICY}, 1, false, false, e.recorded_at FROM log.events AS e;
    INSERT INTO read.facts (policy_no, path, valid_from, valid_to, known_from, known_to, definite, contested, value, because, details)
      SELECT ${policyOf('e')}, 'items/field-' || e % ${EVENTS_A_POLICY}, date '2020-01-01' + m, date '2020-01-02' + m, e,
        CASE WHEN m % 2 = 0 AND e % ${EVENTS_A_POLICY} > 0 THEN e + 1 ELSE 9223372036854775807 END, m > 1, false,
        CASE WHEN m > 1 THEN '"a value of some words ' || m || '"' END,
        '\\x01a2042490b178588bc863571788fa2e',
        CASE WHEN m > 1 THEN '{"text":"2020-01","earliest":"2020-01-01","latest":"2020-01-31"}'
          ELSE '[{"absent":true,"because":[]},{"value":"planned","because":["01a20424-90b1-7858-8bc8-63571788fa2e"]}]' END
      FROM generate_series(1, ${events}) AS e, generate_series(1, ${STEPS_AN_EVENT}) AS m`,
  );
  await write.query('VACUUM (ANALYZE)');
  await end();
}

const policyOf = (position: string) => `1 + (${position} - 1) / ${EVENTS_A_POLICY}`;
