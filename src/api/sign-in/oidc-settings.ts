import type { Environment } from '../../settings/environment.js';

/** How people sign in: an OpenID Connect provider, and what its tokens must say. */
export interface OidcSettings {
  /** The issuer of tokens, exactly as they name it; its address finds the rest (OpenID Connect Discovery). */
  issuer: string;
  /** What tokens must be made for (`aud`). */
  audience: string;
  /** The claim with roles of this service: its name, or a path as `realm_access.roles`. */
  roleClaim: string;
  /** The client of the dashboard at the provider; undefined: the dashboard offers API keys only. */
  clientId: string | undefined;
  /** Of a client that the provider calls confidential. */
  clientSecret: string | undefined;
  /** What the dashboard asks for, separated by spaces. */
  scope: string;
}

/** The settings, or undefined where no provider is set. A class, so that it is its own token for dependency injection. */
export class Oidc {
  constructor(readonly settings: OidcSettings | undefined) {}
}

/** Reads OIDC_…; undefined without an issuer. */
export const oidcIn = (environment: Environment): OidcSettings | undefined =>
  environment.OIDC_ISSUER === undefined
    ? undefined
    : {
        issuer: environment.OIDC_ISSUER,
        audience: environment.OIDC_AUDIENCE ?? '',
        roleClaim: environment.OIDC_ROLE_CLAIM,
        clientId: environment.OIDC_CLIENT_ID,
        clientSecret: environment.OIDC_CLIENT_SECRET,
        scope: environment.OIDC_SCOPE,
      };
