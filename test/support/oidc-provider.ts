import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';

export const AUDIENCE = 'https://timeline.example.org';
export const CLIENT_ID = 'dashboard';

type Key = JWK & { kid: string };

/** A key pair of a provider. */
export async function newKey(kid: string): Promise<Key> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
}

/** A real OpenID Connect provider on this machine. */
export interface TestProvider {
  issuer: string;
  /** Begins to answer, with this key; again with another one: the key is rotated. */
  serve: (key: Key, redirectUris?: string[]) => void;
  /** No longer answers, nor takes connections. */
  stop: () => Promise<void>;
}

/** A port is taken at once, so that the issuer is known before the clients are. */
export async function startProvider(): Promise<TestProvider> {
  // It warns on each start that this is no place for production.
  for (const level of ['info', 'warn'] as const)
    jest.spyOn(console, level).mockImplementation(() => undefined);
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    serve: (key, redirectUris = ['http://127.0.0.1/sign-in']) => {
      server.removeAllListeners('request');
      const answer = providerWith(issuer, key, redirectUris).callback();
      server.on('request', (request, response) => void answer(request, response));
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const providerWith = (issuer: string, key: Key, redirectUris: string[]): Provider =>
  new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        redirect_uris: redirectUris,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['of the specs'] },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    extraTokenClaims: () => ({ roles: ['somebody', 'admin'], name: 'Mori Haruka' }),
    features: {
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });

/** An access token as the provider would make it, but for what is changed. */
export async function tokenOf(
  issuer: string,
  key: Key,
  changed: Record<string, unknown> = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    ...{ iss: issuer, aud: AUDIENCE, sub: 'mori@example.org', exp: now + 600, iat: now },
    ...{ roles: ['editor'], name: 'Mori Haruka' },
    ...changed,
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'at+jwt' })
    .sign(await importJWK(key, 'RS256'));
}
