import { said } from '../edtf/said.js';
import type { Words } from '../words/en.js';

/** The dates in an explanation of the service, which it writes in EDTF, in words. */
export const whyInWords = (why: string, { date }: Words): string =>
  why.replace(/on some day of (\[[^\]]*\]|[\dX-]+)/g, (_, text: string) =>
    text.startsWith('[') ? said(text, date) : `in ${said(text, date)}`,
  );
