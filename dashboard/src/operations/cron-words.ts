import cronstrue from 'cronstrue';
import type { Words } from '../words/en.js';
import type { Language } from '../words/translation.js';

/** Common schedules in the reader's language; others in the library's words if these are natural, else unchanged. */
export function cronInWords(language: Language, words: Words, cron: string): string {
  const usual: Readonly<Record<string, string>> = words.usualCrons;
  const known = usual[cron.trim()];
  if (known !== undefined || language !== 'en') return known ?? cron;
  try {
    return cronstrue.toString(cron, { use24HourTimeFormat: true });
  } catch {
    return cron; // not valid yet: the service explains why
  }
}
