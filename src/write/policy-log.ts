import type { EventLog } from '../event-store/append.js';
import type { LogReader } from '../event-store/read.js';

/** What commands need of the log to append. */
export type LogAppender = Pick<EventLog, 'append'>;

/** What commands need of the log to decide. It must see at once what was appended. */
export type PolicyLogReader = Pick<LogReader, 'head' | 'readStream' | 'recordedUnder' | 'byEventId'>;
