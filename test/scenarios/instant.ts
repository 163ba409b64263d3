import { dayBefore } from '../../src/domain/day.js';

const PER_SECOND = 1_000_000;
const PER_DAY = 86_400 * PER_SECOND;

/** The instant one microsecond before, RFC 3339 UTC with six decimals as the log gives it; Date knows only milliseconds. */
export function microsecondBefore(instant: string): string {
  const [, day = '', hour, minute, second, micro] =
    /^(\S{10})T(\d\d):(\d\d):(\d\d)\.(\d{6})Z$/.exec(instant) ?? [];
  const ofDay = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * PER_SECOND + Number(micro);
  if (Number.isNaN(ofDay)) throw new Error(`${instant} is not an instant of the log`);
  return ofDay === 0 ? at(dayBefore(day), PER_DAY - 1) : at(day, ofDay - 1);
}

function at(day: string, micros: number): string {
  const seconds = Math.floor(micros / PER_SECOND);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${day}T${clock.map((n) => String(n).padStart(2, '0')).join(':')}.${String(micros % PER_SECOND).padStart(6, '0')}Z`;
}
