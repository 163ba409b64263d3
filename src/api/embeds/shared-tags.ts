import { markup } from './markup.js';
import { PICTURE_SIZE } from './picture-svg.js';
import type { PolicyPicture } from './policy-picture.js';
import { sentenceOf } from './sentence.js';
import type { Language } from './words.js';

/**
 * Tags for the head of a page: what a link to it shows (Open Graph, and what X reads), and where oEmbed answers about it.
 * @param at.url of the page @param at.picture of the picture
 */
export function sharedTags(
  picture: PolicyPicture,
  language: Language,
  { base, url, picture: image }: { base: string; url: string; picture: string },
): string {
  const { title } = picture;
  const sentence = sentenceOf(picture, language);
  const graph = {
    'og:type': 'article',
    'og:site_name': 'Policy Timeline',
    'og:title': title,
    'og:description': sentence,
    'og:url': url,
    'og:locale': language === 'ja' ? 'ja_JP' : 'en_GB',
    'og:image': image,
    'og:image:type': 'image/svg+xml',
    'og:image:width': String(PICTURE_SIZE.width),
    'og:image:height': String(PICTURE_SIZE.height),
    'og:image:alt': sentence,
  };
  const named = {
    description: sentence,
    'twitter:card': 'summary_large_image',
    'twitter:title': title,
    'twitter:description': sentence,
    'twitter:image': image,
  };
  return [
    ...Object.entries(graph).map(
      ([name, content]) => `<meta property="${name}" content="${markup(content)}">`,
    ),
    ...Object.entries(named).map(([name, content]) => `<meta name="${name}" content="${markup(content)}">`),
    oEmbedLink(title, base, url),
  ].join('\n');
}

/** By which programs find the oEmbed answer about a page (https://oembed.com, section 4). */
export const oEmbedLink = (title: string, base: string, url: string): string =>
  `<link rel="alternate" type="application/json+oembed" href="${markup(`${base}/oembed?url=${encodeURIComponent(url)}`)}" title="${markup(title)}">`;
