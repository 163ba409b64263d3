import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import type { Words } from './en.js';
import { chooseLanguage, type Spoken } from './spoken.js';
import type { Language } from './translation.js';

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

/** @param first the initial language */
export function LanguageProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [current, setCurrent] = useState(first);
  useEffect(() => {
    document.documentElement.lang = current.language;
  }, [current]);
  const choose = (language: Language) => {
    void chooseLanguage(language).then(setCurrent);
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
