import { nearest } from '../nearest.js';
import type { Value } from '../values/value.js';

/**
 * Names of the IANA time zone database that denote a region, or UTC. Abbreviations such as EST are refused, because the ICU
 * library accepts many more of them (JST, IST) and chooses a region for each; offsets are refused, because they do not follow
 * changes of law.
 */
const PLACE = /^(?:UTC|GMT|(?:US|[A-Z][a-z]+)(?:\/[A-Z][A-Za-z0-9+_-]*)*)$/;
const LONGEST = 100;

/** An IANA time zone that this server knows, in the spelling of the database. */
export const timeZoneValue: Value = {
  schema: { type: 'string', pattern: PLACE.source, maxLength: LONGEST },
  problems: (value, pointer) => {
    const detail = 'must be the name of an IANA time zone, for example "Asia/Tokyo" or "UTC", not an offset';
    if (typeof value !== 'string' || value.length > LONGEST) return [{ pointer, detail }];
    return isTimeZone(value) ? [] : [{ pointer, detail, didYouMean: probableZone(value) }];
  },
};

function isTimeZone(name: string): boolean {
  const canonical = canonicalZone(name);
  if (canonical === undefined || !PLACE.test(name)) return false;
  // Another name is an alias, such as Europe/Kyiv for Europe/Kiev; the same name in other case is a mistake.
  return canonical === name || canonical.toLowerCase() !== name.toLowerCase();
}

function probableZone(name: string): string | undefined {
  const canonical = canonicalZone(name);
  if (canonical !== undefined && PLACE.test(canonical)) return canonical;
  return nearest(name, ['UTC', ...Intl.supportedValuesOf('timeZone')]);
}

/** The name that Intl, which ignores case, gives the zone. */
function canonicalZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
