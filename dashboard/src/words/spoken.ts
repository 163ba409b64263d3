import type { Words } from './en.js';
import type { Language } from './translation.js';

/** Each language is a separate file, loaded when it is needed. */
const LANGUAGES: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import('./en.js')).en,
  ja: async () => (await import('./ja.js')).ja,
};
const NAME = 'policy-timeline.language';

/** A language with its words. */
export interface Spoken {
  language: Language;
  words: Words;
}

/** The language chosen before, else the browser's, with its words. */
export function loadFirstWords(): Promise<Spoken> {
  const chosen = localStorage.getItem(NAME) ?? navigator.language.slice(0, 2);
  return loadWords(chosen === 'ja' ? 'ja' : 'en');
}

/** Loads the words of a language, and keeps it for the next visit. */
export function chooseLanguage(language: Language): Promise<Spoken> {
  localStorage.setItem(NAME, language);
  return loadWords(language);
}

const loadWords = async (language: Language): Promise<Spoken> => ({
  language,
  words: await LANGUAGES[language](),
});
