import { Injectable } from '@nestjs/common';
import { TokenRefused, Tokens } from '../sign-in/tokens.js';
import { ApiKeys, type Refusal } from './api-keys.js';
import type { Caller } from './caller.js';

const BEARER = /^Bearer +([!-~][ -~]{0,199}) *$/i;

const REFUSALS: Readonly<Record<Refusal, string>> = {
  unknown: 'This API key is not known',
  revoked: 'This API key was revoked',
  expired: 'This API key has expired',
};

/** Recognises who makes a request: by an API key, or by a token of the OpenID Connect provider. */
@Injectable()
export class Callers {
  constructor(
    private readonly keys: ApiKeys,
    private readonly tokens: Tokens,
  ) {}

  /**
   * Who sends this Authorization header, or why it is refused.
   * @throws HttpProblem `forbidden`, `sign-in-unavailable`: see Tokens
   */
  async with(header: string): Promise<Caller | string> {
    const jwt = this.tokens.in(header);
    if (jwt !== undefined)
      try {
        return await this.tokens.identify(jwt);
      } catch (error) {
        if (error instanceof TokenRefused) return error.message;
        throw error;
      }
    const token = BEARER.exec(header)?.[1];
    if (token === undefined) return 'The header must be "Authorization: Bearer <API key>"';
    const caller = await this.keys.identify(token.trimEnd());
    return typeof caller === 'object' ? caller : REFUSALS[caller];
  }
}
