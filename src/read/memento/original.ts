/** The parameters of a permalink that pin the recorded axis; `cursor` pins it, too. */
const PINS = ['knownAt', 'position', 'cursor', 'render'];
/** The parameters of other views that a time map of the policy's state uses. */
const MAPPED = ['asOf', 'uncertain', 'publishedBy'];

/** The address of which a permalink is a memento: the same query with the knowledge at the time of the request. */
export function originalOf(permalink: string): string {
  return withParameters(permalink, (name) => !PINS.includes(name));
}

/** The address of the time map for a memento of any view of a policy. */
export function timemapOf(policyId: string, permalink: string): string {
  const [, query = ''] = permalink.split('?');
  return withParameters(`/v1/policies/${policyId}/timemap?${query}`, (name) => MAPPED.includes(name));
}

// Permalinks are built here, so their names need no decoding, and the remaining parameters keep their exact text.
function withParameters(url: string, kept: (name: string) => boolean): string {
  const [path = '', query = ''] = url.split('?');
  const pairs = query.split('&').filter((pair) => kept(pair.split('=', 1)[0] ?? ''));
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}
