import cronstrue from 'cronstrue';
import 'cronstrue/locales/ja.js';
import type { Language } from '../words/translation.js';

/** A cron expression in words: "At 06:00, only on Monday"; null for what is none. */
export function cronInWords(language: Language, cron: string): string | null {
  try {
    return cronstrue.toString(cron, { locale: language, use24HourTimeFormat: true });
  } catch {
    return null;
  }
}
