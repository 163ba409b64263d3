import { Injectable } from '@nestjs/common';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Caller } from '../access/caller.js';
import { HttpProblem } from '../problems/http-problem.js';
import { isRole, type Role, ROLES } from '../access/roles.js';
import { Oidc, type OidcSettings } from './oidc-settings.js';
import { People } from './people.js';
import { Provider, providerAway } from './provider.js';

/** Signatures with a key pair. Never `none`, and never a shared secret, for which a public key could be taken. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** How far the clocks of provider and service may differ, in seconds. */
const CLOCKS_DIFFER = 5;
const LONGEST_NAME = 200;

/** The form of a signed token (RFC 7519, compact). */
const JWT = /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)$/i;

/** A token that is not accepted, in words for its sender. */
export class TokenRefused extends Error {}

/** Recognises people by the tokens of the OpenID Connect provider (RFC 9068, as far as providers follow it). */
@Injectable()
export class Tokens {
  constructor(
    private readonly oidc: Oidc,
    private readonly provider: Provider,
    private readonly people: People,
  ) {}

  /** The token of an Authorization header; undefined: it holds none, or no provider is set. */
  in(header: string): string | undefined {
    return this.oidc.settings && JWT.exec(header)?.[1];
  }

  /**
   * Whose token it is.
   * @throws TokenRefused
   * @throws HttpProblem `forbidden` if it is valid and gives no role, `sign-in-unavailable` if the provider's keys cannot be had
   */
  async identify(token: string): Promise<Caller> {
    const { settings } = this.oidc;
    if (!settings) throw new TokenRefused('No sign-in provider is set');
    const claims = await this.verified(token, settings);
    const role = roleIn(claims, settings.roleClaim);
    if (role === undefined)
      throw new HttpProblem(
        'forbidden',
        `The token is valid and gives no role: its claim ${settings.roleClaim} must hold one of ${ROLES.join(', ')}`,
      );
    const name = nameIn(claims);
    const id = await this.people.idOf({ issuer: settings.issuer, subject: claims.sub ?? '', name });
    return { actor: `user:${id}`, role, ...(name !== '' && { name }) };
  }

  private async verified(token: string, { issuer, audience }: OidcSettings): Promise<JWTPayload> {
    const keys = await this.provider.keys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        ...{ issuer, audience, algorithms: ALGORITHMS, clockTolerance: CLOCKS_DIFFER },
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === undefined) throw providerAway(error);
      throw new TokenRefused(reason);
    }
  }
}

/** Why a token is refused; undefined: its keys could not be had. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof errors.JWTExpired) return 'The token has expired: sign in again';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'The token was made for another audience (aud)';
    if (error.claim === 'iss') return 'The token is of another issuer (iss)';
    return `The claim ${error.claim} of the token is missing or not valid`;
  }
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'The token is signed by an algorithm that is not accepted';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return 'The token is signed with no key that its issuer has now';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature of the token is wrong';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return 'This is no signed token';
  return undefined;
}

/** The role that allows most, of those that the claim holds. */
function roleIn(claims: JWTPayload, claim: string): Role | undefined {
  const held = [claimAt(claims, claim)].flat();
  return ROLES.filter((role) => isRole(role) && held.includes(role)).at(-1);
}

/** A claim by its name, which may hold dots, else by the path that the dots make. */
function claimAt(claims: JWTPayload, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined,
      claims,
    );
}

function nameIn({ name, preferred_username: handle }: JWTPayload): string {
  const given = [name, handle].find((each) => typeof each === 'string' && each.trim() !== '');
  // An e-mail address is no name.
  const text = typeof given === 'string' && !given.includes('@') ? given : '';
  return text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
}
