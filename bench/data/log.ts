import type pg from 'pg';
import { checkDevelopment } from '../../src/domain/bodies/development.js';
import { checkRegistration } from '../../src/domain/bodies/registration.js';
import { REGISTERED } from '../../src/domain/policy-event.js';
import { streamOf } from '../../src/domain/stream.js';
import { EventLog } from '../../src/event-store/append.js';
import type { Append, AppendResult, NewEvent } from '../../src/event-store/event.js';
import { newEvent } from '../../src/write/new-event.js';
import { aDevelopment, aPolicy } from './developments.js';
import { Random } from './random.js';

/** Default: a registration and 19 developments. */
export const EVENTS_A_POLICY = 20;
const SEED = 20_261_122;
/** Policies that develop at the same time: in practice most are finished or not yet begun at any time. */
const UNDER_WAY = 2000;
const BATCH = 500;

/** Appends the events of this many policies in a realistic order: those of one policy are far apart. */
export async function fillLog(pool: pg.Pool, events: number, eventsAPolicy = EVENTS_A_POLICY): Promise<void> {
  const log = new EventLog(pool);
  let appended: Promise<unknown> = Promise.resolve();
  let made: Promise<unknown>[] = [];
  for (const append of timeline(Math.ceil(events / eventsAPolicy), eventsAPolicy)) {
    made.push(log.append(append).then(expectDone));
    if (made.length < BATCH) continue;
    // The next batch is generated while this one is written.
    await appended;
    appended = Promise.all(made);
    made = [];
  }
  await appended;
  await Promise.all(made);
}

function expectDone({ outcome }: AppendResult): void {
  if (outcome !== 'done') throw new Error(`an append was answered ${outcome}`);
}

function* timeline(policies: number, eventsAPolicy: number): Generator<Append> {
  const random = new Random(SEED);
  const underWay: { id: string; version: number }[] = [];
  for (let begun = 0; begun < policies || underWay.length > 0;) {
    const room = begun < policies && underWay.length < UNDER_WAY;
    if (room) underWay.push({ id: `programme-${String(++begun).padStart(6, '0')}`, version: 0 });
    const at = room ? underWay.length - 1 : random.integer(0, underWay.length - 1);
    const policy = underWay[at];
    if (!policy) throw new Error('no policy is under way');
    yield {
      stream: streamOf(policy.id),
      expected: policy.version,
      events: [policy.version === 0 ? registration(random, policy.id) : development(random)],
      actor: 'key:bench',
    };
    policy.version += 1;
    if (policy.version < eventsAPolicy) continue;
    const last = underWay.pop();
    if (last && last !== policy) underWay[at] = last;
  }
}

function registration(random: Random, id: string): NewEvent {
  const checked = checkRegistration(aPolicy(random, id));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return newEvent(REGISTERED, 1, checked.value.header);
}

function development(random: Random): NewEvent {
  const checked = checkDevelopment(aDevelopment(random));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  const { kind, data } = checked.value;
  return newEvent(kind.kind, kind.schemaVersion, data);
}
