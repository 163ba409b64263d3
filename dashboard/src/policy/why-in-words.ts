import { said } from '../edtf/said.js';
import { longDate } from '../edtf/long-date.js';
import { time } from '../words/en/time.js';

/** Converts the dates of the service's explanations, which are in English and EDTF, to words. */
export const whyInWords = (why: string): string =>
  why
    .replace(/on some day of (\[[^\]]*\]|[\dX-]+)/g, (_, text: string) => {
      const told = said(text, time.date, 'en');
      return text.startsWith('[') ? told : `in ${told}`;
    })
    .replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => longDate(day, 'en'));
