import { dayAfter, FOREVER, type Day } from '../../domain/day.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';

/** One VEVENT (RFC 5545, section 3.6.1) of whole days. */
export interface CalendarEvent {
  uid: string;
  /** Number of changes; a client takes the highest. */
  sequence: number;
  /** The last change: RFC 3339 UTC. */
  stamp: string;
  first: Day;
  /** Inclusive; never FOREVER. */
  last: Day;
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  summary: string;
  description: string;
  category: string;
}

export async function calendarText(name: string, events: readonly CalendarEvent[]): Promise<string> {
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Policy Timeline//Policy Timeline 1//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${text(name)}`,
  ];
  const shown = await mapYielding(events, (event) => linesText(eventLines(event)));
  return [linesText(head), ...shown, linesText(['END:VCALENDAR'])].join('');
}

const linesText = (lines: readonly string[]): string => lines.map((line) => `${folded(line)}\r\n`).join('');

function eventLines({
  uid,
  sequence,
  stamp,
  first,
  last,
  status,
  summary,
  ...more
}: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${text(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${stamp.slice(0, 19).replace(/[-:]/g, '')}Z`,
    `DTSTART;VALUE=DATE:${compact(first)}`,
    // DTEND is exclusive. There is no day after the last day of the calendar, and without DTEND an event takes one day.
    ...(dayAfter(last) === FOREVER ? [] : [`DTEND;VALUE=DATE:${compact(dayAfter(last))}`]),
    `STATUS:${status}`,
    'TRANSP:TRANSPARENT',
    `SUMMARY:${text(summary)}`,
    `DESCRIPTION:${text(more.description)}`,
    `CATEGORIES:${text(more.category)}`,
    'END:VEVENT',
  ];
}

const compact = (day: Day): string => day.replaceAll('-', '');

/** RFC 5545, section 3.3.11; text must not contain other control characters. */
const text = (value: string): string =>
  value
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ');

const LONGEST_LINE = 75;

/** Splits a line into pieces of at most 75 octets (section 3.1), never within a character. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= LONGEST_LINE) return line;
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST_LINE) {
      pieces.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n');
}
