/** What a permalink pins of the recorded axis; `cursor` pins it, too. */
const PINS = ['knownAt', 'position', 'cursor', 'render'];
/** What a time map of a policy's state takes of the parameters of its other views. */
const MAPPED = ['asOf', 'uncertain', 'publishedBy'];

/** The address of which a permalink is a memento: the same question, to whatever is known when it is asked. */
export function originalOf(permalink: string): string {
  return withParameters(permalink, (name) => !PINS.includes(name));
}

/** The address of the time map for a memento of some view of a policy. */
export function timemapOf(policyId: string, permalink: string): string {
  const [, query = ''] = permalink.split('?');
  return withParameters(`/v1/policies/${policyId}/timemap?${query}`, (name) => MAPPED.includes(name));
}

// The permalink is of our own making, so its names need no decoding, and what stays keeps its very text.
function withParameters(url: string, kept: (name: string) => boolean): string {
  const [path = '', query = ''] = url.split('?');
  const pairs = query.split('&').filter((pair) => kept(pair.split('=', 1)[0] ?? ''));
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}
