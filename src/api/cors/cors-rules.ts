/** Response headers that pages of other origins may read (Fetch standard, CORS-exposed header names). */
export const EXPOSED = [
  'ETag',
  'Link',
  'Location',
  'Content-Location',
  'Content-Disposition',
  'Memento-Datetime',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'X-Request-Id',
].join(', ');

const READING = [
  'Accept',
  'Accept-Datetime',
  'If-None-Match',
  'Last-Event-ID',
  'traceparent',
  'mcp-protocol-version',
];
const WRITING = ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match'];

/** How long a browser may cache a preflight answer, in seconds; browsers have limits of their own. */
const DAY = 24 * 3600;

/** The Model Context Protocol reads by POST. */
const READ_BY_POST = '/mcp';

export interface CorsSettings {
  /** READ_ACCESS=public: any page may read what needs no key. */
  readsArePublic: boolean;
  /** CORS_ORIGINS: the origins whose pages may do everything that their key allows. */
  origins: ReadonlySet<string>;
}

/** The parts of a request that these rules need. */
export interface CrossRequest {
  origin: string | undefined;
  /** Without the query. */
  path: string;
  /** Whether the request needs no key while reads are public. */
  isPublicRead: boolean;
}

/**
 * The CORS headers of an answer; none: pages of that origin cannot read it. Credentials are never allowed, because no cookie
 * grants access.
 */
export function answerHeaders(asked: CrossRequest, settings: CorsSettings): Record<string, string> {
  const allowed = allowedOrigin(asked, settings);
  return allowed === undefined
    ? {}
    : { 'access-control-allow-origin': allowed, 'access-control-expose-headers': EXPOSED };
}

/**
 * The headers that answer a preflight. Origins that are not listed only get the methods for reading, even if writes exist.
 * @param methods the methods of the path
 */
export function preflightHeaders(
  asked: Omit<CrossRequest, 'isPublicRead'>,
  methods: readonly string[],
  settings: CorsSettings,
): Record<string, string> {
  const allowed = allowedOrigin({ ...asked, isPublicRead: true }, settings);
  if (allowed === undefined) return {};
  const isListed = allowed !== '*';
  const isReadByPost = asked.path === READ_BY_POST;
  const reading = isReadByPost ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
  const headers = isListed
    ? [...READING, ...WRITING]
    : [...READING, ...(isReadByPost ? ['Content-Type'] : [])];
  return {
    'access-control-allow-origin': allowed,
    'access-control-allow-methods': (isListed && methods.length > 0 ? methods : reading).join(', '),
    'access-control-allow-headers': headers.join(', '),
    'access-control-max-age': String(DAY),
  };
}

function allowedOrigin(
  { origin, isPublicRead }: Pick<CrossRequest, 'origin' | 'isPublicRead'>,
  { readsArePublic, origins }: CorsSettings,
): string | undefined {
  if (origin !== undefined && origins.has(origin)) return origin;
  return readsArePublic && isPublicRead ? '*' : undefined;
}
