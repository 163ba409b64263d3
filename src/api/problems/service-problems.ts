import { problemType as type } from './problem-type.js';

/** What the service itself cannot do, whatever is asked: a defect, a part that is away, what is not set. */
export const SERVICE_PROBLEMS = {
  'internal-error': type(
    500,
    'This is a defect of the service',
    'It is logged under the requestId. Please report it.',
  ),
  'rebuild-failed': type(
    500,
    'The rebuild could not be finished',
    'The tables in use were left as they are. The detail says what was in the way: mostly an event that this version of the service does not know.',
  ),
  'format-not-offered': type(
    501,
    'There is no such format',
    'oEmbed is answered in JSON: leave "format" out, or give json.',
  ),
  'public-url-not-set': type(
    503,
    'The service does not know its own address',
    'Whoever runs it sets PUBLIC_URL. The Host of a request is not to be believed.',
  ),
  'database-unavailable': type(
    503,
    'The database is away',
    'Nothing was decided about the request unless it carries an Idempotency-Key, which makes a repeat safe. Try again after "Retry-After".',
  ),
  'writes-paused': type(
    503,
    'Writing is paused',
    'An import of past records runs alone. Try again after "Retry-After".',
  ),
  'not-caught-up': type(
    503,
    'The views are behind the log',
    'The answer would have been older than asked for, so none was given. Try again after "Retry-After".',
  ),
  'no-checkpoint': type(
    503,
    'No checkpoint covers this',
    'This server may not sign checkpoints, and none that was kept reaches so far. GET /health/ready says why.',
  ),
  overloaded: type(
    503,
    'Too many dear questions at once',
    'Questions about many policies take turns, and too many are waiting; questions about one policy are still answered. Try again after "Retry-After".',
  ),
  'sign-in-unavailable': type(
    503,
    'The sign-in provider is away',
    'The token could not be checked, because the OpenID Connect provider does not answer. API keys work. Try again after "Retry-After".',
  ),
  'too-many-streams': type(
    503,
    'Too many streams are open',
    'Each stream of events holds a connection. Try again after "Retry-After".',
  ),
  'not-ready': type(503, 'The service is not ready', '"missing" says what it waits for.'),
};
