/** An Atom feed (RFC 4287); texts are escaped here. */
export interface AtomFeed {
  id: string;
  title: string;
  /** RFC 3339. */
  updated: string;
  links: AtomLink[];
  entries: AtomEntry[];
}
export interface AtomLink {
  rel: string;
  href: string;
  type?: string;
}
export interface AtomEntry {
  id: string;
  title: string;
  updated: string;
  category: string;
  author: string;
  summary: string;
  links: AtomLink[];
}

export function atomText({ id, title, updated, links, entries }: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${xml(id)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${xml(updated)}</updated>`,
    '<generator>Policy Timeline</generator>',
    ...links.map(linkText),
    ...entries.map(entryText),
    '</feed>\n',
  ].join('\n');
}

function entryText({ id, title, updated, category, author, summary, links }: AtomEntry): string {
  return [
    '<entry>',
    `<id>${xml(id)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${xml(updated)}</updated>`,
    `<author><name>${xml(author)}</name></author>`,
    `<category term="${xml(category)}"/>`,
    ...links.map(linkText),
    `<summary>${xml(summary)}</summary>`,
    '</entry>',
  ].join('\n');
}

const linkText = ({ rel, href, type }: AtomLink): string =>
  `<link rel="${xml(rel)}" href="${xml(href)}"${type === undefined ? '' : ` type="${xml(type)}"`}/>`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
// XML 1.0 cannot contain most control characters, not even escaped, and two non-characters.
const IMPOSSIBLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const xml = (text: string): string =>
  text.replace(IMPOSSIBLE, '\u{FFFD}').replace(/[&<>"\r]/g, (char) => ENTITIES[char] ?? char);
