import { escapedHtml } from '../../exports/tables/timelinejs-table.js';

/** What XML has no place for, not even as a reference; HTML would show it as a box. */
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Recorded text as text of HTML, SVG and their attributes. */
export const markup = (text: string): string => escapedHtml(text.replace(NOT_IN_XML, ''));

/** A link that opens beside the page which holds the frame; text alone where the address is not of the web. */
export const link = (address: string, text: string): string =>
  /^(https?:\/\/|\/(?!\/))/i.test(address)
    ? `<a href="${markup(address)}" target="_blank" rel="noopener">${markup(text)}</a>`
    : markup(text);
