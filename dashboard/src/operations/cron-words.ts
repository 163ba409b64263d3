import cronstrue from 'cronstrue';
import type { Words } from '../words/en.js';
import type { Language } from '../words/translation.js';

/** The usual times in the reader's language; any other in words where the library's are natural, else as it is written. */
export function cronInWords(language: Language, words: Words, cron: string): string {
  const usual: Readonly<Record<string, string>> = words.usualCrons;
  const known = usual[cron.trim()];
  if (known !== undefined || language !== 'en') return known ?? cron;
  try {
    return cronstrue.toString(cron, { use24HourTimeFormat: true });
  } catch {
    return cron; // not one yet: the service says why
  }
}
