#!/usr/bin/env node
// Forwards the log of events into a table of another PostgreSQL. The cursor is in that table, so nothing is lost or doubled:
//   SINK=postgresql://… [KEY=…] node tools/forward.mjs http://127.0.0.1:3000 [--once]
import pg from 'pg';

const [source, ...options] = process.argv.slice(2);
const { SINK, KEY } = process.env;
if (!source || !SINK)
  throw new Error('SINK=postgresql://… node tools/forward.mjs <url of the service> [--once]');
const PAGE = 500;
const PAUSE_MS = 1000;

const sink = new pg.Pool({
  connectionString: SINK,
  max: 1,
  connectionTimeoutMillis: 5000,
  query_timeout: 30_000,
});
sink.on('error', (error) => console.error(error.message));
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (stopped = true));

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The events behind a position, in order. */
async function after(position) {
  const answer = await fetch(`${source}/v1/events?after=${position}&limit=${PAGE}`, {
    headers: KEY ? { authorization: `Bearer ${KEY}` } : {},
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`The service answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()).items;
}

/** Stores what came; an event that another forwarder was faster with is there already. */
async function store(events) {
  await sink.query(
    `INSERT INTO timeline_events (position, event)
     SELECT (event ->> 'position')::bigint, event FROM jsonb_array_elements($1::jsonb) AS event
     ON CONFLICT (position) DO NOTHING`,
    [JSON.stringify(events)],
  );
}

async function cursor() {
  const { rows } = await sink.query('SELECT coalesce(max(position), 0) AS position FROM timeline_events');
  return Number(rows[0].position);
}

await sink.query(
  'CREATE TABLE IF NOT EXISTS timeline_events (position bigint PRIMARY KEY, event jsonb NOT NULL)',
);
while (!stopped) {
  try {
    const events = await after(await cursor());
    if (events.length > 0) await store(events);
    else if (options.includes('--once')) break;
    else await sleep(PAUSE_MS);
  } catch (error) {
    console.error(error.message);
    await sleep(PAUSE_MS);
  }
}
await sink.end();
