import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import type { Words } from './en.js';
import type { Language } from './translation.js';

/** Each language is a separate file, loaded when it is needed. */
const LANGUAGES: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import('./en.js')).en,
  ja: async () => (await import('./ja.js')).ja,
};
const NAME = 'policy-timeline.language';

interface Spoken {
  language: Language;
  words: Words;
}
interface Chosen extends Spoken {
  choose: (language: Language) => void;
}
const Context = createContext<Chosen | null>(null);

/** @throws Error outside of a LanguageProvider */
export function useLanguage(): Chosen {
  const chosen = use(Context);
  if (!chosen) throw new Error('There are no words outside of a LanguageProvider');
  return chosen;
}
export const useWords = (): Words => useLanguage().words;

/** The language chosen before, else the browser's, with its words. */
export function firstSpoken(): Promise<Spoken> {
  const chosen = localStorage.getItem(NAME) ?? navigator.language.slice(0, 2);
  return spoken(chosen === 'ja' ? 'ja' : 'en');
}

const spoken = async (language: Language): Promise<Spoken> => ({
  language,
  words: await LANGUAGES[language](),
});

/** @param first the initial language */
export function LanguageProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [current, setCurrent] = useState(first);
  useEffect(() => {
    document.documentElement.lang = current.language;
  }, [current]);
  const choose = (language: Language) => {
    localStorage.setItem(NAME, language);
    void spoken(language).then(setCurrent);
  };
  return <Context value={{ ...current, choose }}>{children}</Context>;
}

/** A text that the service gives in English, with translations beside it, in the reader's language. */
export function inLanguage(
  language: Language,
  text: string,
  translations: Readonly<Record<string, string>>,
): string {
  return translations[language] ?? text;
}
