import { dayAfter, FOREVER, type Day } from '../../domain/day.js';

/** One VEVENT (RFC 5545, section 3.6.1) of whole days. */
export interface CalendarEvent {
  uid: string;
  /** How often it was changed; a client takes the highest. */
  sequence: number;
  /** When it was last changed: RFC 3339 UTC. */
  stamp: string;
  first: Day;
  /** Inclusive; never FOREVER. */
  last: Day;
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  summary: string;
  description: string;
  category: string;
}

export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Policy Timeline//Policy Timeline 1//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${text(name)}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

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
    // The end is exclusive. Behind the last day of all there is none, and without an end an event is one day.
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

/** RFC 5545, section 3.3.11; other control characters may not stand in a text. */
const text = (value: string): string =>
  value
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ');

const LONGEST_LINE = 75;

/** A line in pieces of at most 75 octets (section 3.1), never cut within a character. */
function folded(line: string): string {
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
