import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { en, type Words } from './en.js';
import { ja } from './ja.js';
import type { Language } from './translation.js';

const LANGUAGES: Readonly<Record<Language, Words>> = { en, ja };
const NAME = 'policy-timeline.language';

interface Chosen {
  language: Language;
  words: Words;
  choose: (language: Language) => void;
}
const Context = createContext<Chosen>({ language: 'en', words: en, choose: () => undefined });

export const useLanguage = (): Chosen => use(Context);
export const useWords = (): Words => use(Context).words;

/** The language chosen before, else the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(initial);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: Language) => {
    localStorage.setItem(NAME, chosen);
    setLanguage(chosen);
  };
  return <Context value={{ language, words: LANGUAGES[language], choose }}>{children}</Context>;
}

function initial(): Language {
  const chosen = localStorage.getItem(NAME) ?? navigator.language.slice(0, 2);
  return chosen === 'ja' ? 'ja' : 'en';
}

/** A text that the service gives in English, with translations beside it, in the reader's language. */
export function inLanguage(
  language: Language,
  text: string,
  translations: Readonly<Record<string, string>>,
): string {
  return translations[language] ?? text;
}
