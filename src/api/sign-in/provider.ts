import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { HttpProblem } from '../problems/http-problem.js';
import { Oidc } from './oidc-settings.js';

/** Longest wait for an answer of the provider, in milliseconds. */
const PATIENCE_MS = 3000;
/** Shortest time between two requests for the provider's keys: a token with an unknown key may be signed with a new one. Milliseconds. */
const KEYS_ANEW_MS = 1000;
const RETRY_SECONDS = 5;

/** Where the provider has what (OpenID Connect Discovery 1.0, section 3). */
interface Metadata {
  issuer: string;
  jwks_uri: string;
  authorization_endpoint: string;
  token_endpoint: string;
}

/** The OpenID Connect provider, found by its issuer at the first need, so that a start does not depend on it. */
@Injectable()
export class Provider {
  private found: Promise<{ metadata: Metadata; keys: JWTVerifyGetKey }> | undefined;

  constructor(private readonly oidc: Oidc) {}

  /** @throws HttpProblem `sign-in-unavailable` */
  async metadata(): Promise<Metadata> {
    return (await this.find()).metadata;
  }

  /** The keys of its signatures. They throw what jose throws. @throws HttpProblem `sign-in-unavailable` */
  async keys(): Promise<JWTVerifyGetKey> {
    return (await this.find()).keys;
  }

  /** A form, sent to the provider. @throws HttpProblem `sign-in-unavailable` */
  async send(address: string, form: Readonly<Record<string, string>>): Promise<Response> {
    try {
      return await fetch(address, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(form),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch (cause) {
      throw providerAway(cause);
    }
  }

  private find(): Promise<{ metadata: Metadata; keys: JWTVerifyGetKey }> {
    this.found ??= this.discover().catch((cause: unknown) => {
      this.found = undefined;
      throw providerAway(cause);
    });
    return this.found;
  }

  private async discover(): Promise<{ metadata: Metadata; keys: JWTVerifyGetKey }> {
    const issuer = this.oidc.settings?.issuer ?? '';
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
    const metadata = (await answer.json()) as Metadata;
    if (metadata.issuer !== issuer)
      throw new Error(`${address} speaks for the issuer ${metadata.issuer}, not for ${issuer}`);
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri), {
      timeoutDuration: PATIENCE_MS,
      cooldownDuration: KEYS_ANEW_MS,
    });
    return { metadata, keys };
  }
}

/** That the provider, not the caller, is what is in the way. */
export const providerAway = (cause: unknown): HttpProblem =>
  new HttpProblem('sign-in-unavailable', 'The sign-in provider does not answer as it should', {
    cause,
    retryAfter: RETRY_SECONDS,
  });
