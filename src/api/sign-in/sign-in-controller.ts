import { Controller, Get, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '../../domain/json.js';
import { DomainProblem } from '../../domain/problem.js';
import { clientAddress } from '../access/client-address.js';
import { FailedAttempts } from '../access/failed-attempts.js';
import { Open } from '../access/requires.js';
import { JsonBody } from '../http/json-body.js';
import { HttpProblem } from '../problems/http-problem.js';
import { Oidc, type OidcSettings } from './oidc-settings.js';
import { Provider, providerAway } from './provider.js';

/** What the dashboard needs to send a person to the provider (RFC 6749, section 4.1.1). */
interface Offer {
  authorizationEndpoint: string;
  clientId: string;
  scope: string;
  /** RFC 8707; null: the provider is not told for whom the token is. */
  resource: string | null;
}

const FIELDS = ['code', 'verifier', 'redirectUri'] as const;
const LONGEST_FIELD = 4096;
/** Seconds for which a token counts, where the provider does not say. */
const DEFAULT_LIFE = 300;

/**
 * Sign-in of the dashboard: authorization code with PKCE (RFC 7636). The service exchanges the code, so that pages need not connect
 * to the provider, and no cookie is set. For the dashboard only; programs bring tokens of their own.
 */
@Controller('v1/sign-in')
@ApiExcludeController()
@Open()
export class SignInController {
  constructor(
    private readonly oidc: Oidc,
    private readonly provider: Provider,
    private readonly failedAttempts: FailedAttempts,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async offer(): Promise<{ oidc: Offer | null }> {
    const { settings } = this.oidc;
    if (settings?.clientId === undefined) return { oidc: null };
    const { authorization_endpoint } = await this.provider.metadata();
    return {
      oidc: {
        ...{
          authorizationEndpoint: authorization_endpoint,
          clientId: settings.clientId,
          scope: settings.scope,
        },
        resource: resourceOf(settings) ?? null,
      },
    };
  }

  @Post('token')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async token(
    @JsonBody() body: JsonObject,
    @Req() request: FastifyRequest,
  ): Promise<{ accessToken: string; expiresIn: number }> {
    const { settings } = this.oidc;
    if (settings?.clientId === undefined)
      throw new HttpProblem('route-not-found', 'This service offers no sign-in but with an API key');
    const { code, verifier, redirectUri } = readExchange(body);
    const resource = resourceOf(settings);
    const answer = await this.provider.send((await this.provider.metadata()).token_endpoint, {
      ...{ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri },
      client_id: settings.clientId,
      ...(settings.clientSecret !== undefined && { client_secret: settings.clientSecret }),
      ...(resource !== undefined && { resource }),
    });
    const told = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
    if (answer.ok && typeof told['access_token'] === 'string') {
      const life = told['expires_in'];
      return { accessToken: told['access_token'], expiresIn: typeof life === 'number' ? life : DEFAULT_LIFE };
    }
    if (answer.ok || answer.status >= 500) throw providerAway(new Error(`Token endpoint: ${answer.status}`));
    const wait = this.failedAttempts.count(clientAddress(request));
    if (wait !== undefined)
      throw new HttpProblem('too-many-requests', `Too many refused sign-ins; wait ${wait} s`, {
        retryAfter: wait,
      });
    const reason =
      typeof told['error'] === 'string' && /^[a-z_]{1,50}$/.test(told['error']) ? told['error'] : 'no';
    throw new HttpProblem('unauthorized', `The sign-in provider refuses this sign-in (${reason}): try again`);
  }
}

/** The audience as a resource, where it is an address; other providers know it otherwise. */
const resourceOf = ({ audience }: OidcSettings): string | undefined =>
  /^https?:\/\//.test(audience) ? audience : undefined;

/** @throws DomainProblem `invalid-input` with all mistakes at once */
function readExchange(body: JsonObject): Record<(typeof FIELDS)[number], string> {
  const errors = [
    ...Object.keys(body)
      .filter((name) => !(FIELDS as readonly string[]).includes(name))
      .map((name) => ({ pointer: `/${name}`, detail: 'There is no such field', allowed: FIELDS })),
    ...FIELDS.filter((name) => {
      const value = body[name];
      return typeof value !== 'string' || value === '' || value.length > LONGEST_FIELD;
    }).map((name) => ({ pointer: `/${name}`, detail: `Give a text of 1 to ${LONGEST_FIELD} characters` })),
  ];
  if (errors.length > 0)
    throw new DomainProblem('invalid-input', 'The sign-in cannot be finished like this', { errors });
  return body as Record<(typeof FIELDS)[number], string>;
}
