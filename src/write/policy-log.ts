import type { EventLog } from '../event-store/append.js';
import type { LogReader } from '../event-store/read.js';

/** The part of the log that commands use to append. */
export type LogAppender = Pick<EventLog, 'append'>;

/** The part of the log that commands use to decide. It must see appended events at once. */
export type PolicyLogReader = Pick<LogReader, 'head' | 'readStream' | 'recordedUnder' | 'byEventId'>;
