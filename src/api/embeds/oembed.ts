import { HttpProblem } from '../problems/http-problem.js';
import { markup } from './markup.js';
import { PICTURE_SIZE } from './picture-svg.js';

/** Pixels, where the asker has no limits. */
const USUAL = { width: 640, height: 420 };
const PATH = /^\/(?:embed\/)?policies\/([^/]+)$/;

/**
 * The policy, and the query, of an address of this service's own pages: dashboard and embeds.
 * @param base where the service is reached, with its path
 * @throws HttpProblem `not-embeddable`
 */
export function embeddedIn(address: string, base: string): { policyId: string; query: URLSearchParams } {
  const [asked, own] = [URL.canParse(address) ? new URL(address) : undefined, new URL(base)];
  const prefix = own.pathname.replace(/\/$/, '');
  if (asked?.origin === own.origin && asked.pathname.startsWith(`${prefix}/`)) {
    const [, id] = PATH.exec(asked.pathname.slice(prefix.length)) ?? [];
    try {
      if (id !== undefined) return { policyId: decodeURIComponent(id), query: asked.searchParams };
    } catch {
      // Not UTF-8: no page has this address.
    }
  }
  throw new HttpProblem(
    'not-embeddable',
    `Give the address of a policy of this service: ${base}/policies/{id} or ${base}/embed/policies/{id}`,
  );
}

/**
 * An answer of oEmbed 1.0 (https://oembed.com, section 2.3): type rich.
 * @param frame the address to show in a frame
 * @param limits pixels, as the asker has room for
 */
export function oEmbed(
  { title, frame, thumbnail, base }: { title: string; frame: string; thumbnail: string; base: string },
  { maxwidth = Infinity, maxheight = Infinity }: { maxwidth?: number; maxheight?: number },
): object {
  const width = Math.min(USUAL.width, maxwidth);
  const height = Math.min(USUAL.height, maxheight);
  // A picture that is larger than the limits may not be named.
  const fits = PICTURE_SIZE.width <= maxwidth && PICTURE_SIZE.height <= maxheight;
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Policy Timeline',
    provider_url: base,
    ...(fits && {
      thumbnail_url: thumbnail,
      thumbnail_width: PICTURE_SIZE.width,
      thumbnail_height: PICTURE_SIZE.height,
    }),
    width,
    height,
    html: frameOf(frame, title, { width, height }),
  };
}

const frameOf = (
  address: string,
  title: string,
  { width, height }: { width: number; height: number },
): string =>
  `<iframe src="${markup(address)}" title="${markup(title)}" width="${String(width)}" height="${String(height)}" style="border:0;max-width:100%" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
