import { signInWith } from './key.js';

/** What was begun in this tab before the provider's page was shown. */
const BEGUN = 'policy-timeline.sign-in';
/** Where the provider sends back to. */
const RETURN_PATH = '/sign-in';

/** Where to send a person who signs in; null: there is no provider. */
export interface Offer {
  authorizationEndpoint: string;
  clientId: string;
  scope: string;
  resource: string | null;
}

interface Begun {
  state: string;
  verifier: string;
  /** The address in the dashboard to go on at. */
  back: string;
}

export async function signInOffer(): Promise<Offer | null> {
  const answer = await fetch('/v1/sign-in');
  if (!answer.ok) return null;
  return ((await answer.json()) as { oidc: Offer | null }).oidc;
}

/** Leaves for the page of the provider: authorization code with PKCE (RFC 7636). */
export async function goToProvider(offer: Offer): Promise<void> {
  const verifier = randomText();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const begun: Begun = {
    state: randomText(),
    verifier,
    back: window.location.pathname + window.location.search,
  };
  sessionStorage.setItem(BEGUN, JSON.stringify(begun));
  const address = new URL(offer.authorizationEndpoint);
  const query = {
    ...{ response_type: 'code', client_id: offer.clientId, scope: offer.scope, redirect_uri: redirectUri() },
    ...{
      state: begun.state,
      code_challenge: base64url(new Uint8Array(digest)),
      code_challenge_method: 'S256',
    },
    ...(offer.resource !== null && { resource: offer.resource }),
  };
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  window.location.assign(address.href);
}

/**
 * Ends what `goToProvider` began.
 * @param query of the address that the provider sent back to
 * @returns the address to go on at
 * @throws Error in words of the service or the provider
 */
export async function returnFromProvider(query: URLSearchParams): Promise<string> {
  const kept = sessionStorage.getItem(BEGUN);
  sessionStorage.removeItem(BEGUN);
  const begun = kept === null ? null : (JSON.parse(kept) as Begun);
  // Otherwise a link could sign a person in as another one.
  if (begun === null || query.get('state') !== begun.state) throw new Error('state');
  const code = query.get('code');
  if (code === null) throw new Error(query.get('error_description') ?? query.get('error') ?? 'code');
  const answer = await fetch('/v1/sign-in/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, verifier: begun.verifier, redirectUri: redirectUri() }),
  });
  const told = (await answer.json()) as { accessToken: string; expiresIn: number; detail?: string };
  if (!answer.ok) throw new Error(told.detail ?? String(answer.status));
  signInWith(told.accessToken, Date.now() + told.expiresIn * 1000);
  return begun.back;
}

const redirectUri = (): string => window.location.origin + RETURN_PATH;

const randomText = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
