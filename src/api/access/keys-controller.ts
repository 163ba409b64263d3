import { Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { JsonObject } from '../../domain/json.js';
import { DomainProblem, type InputError } from '../../domain/problem.js';
import { nearest } from '../../domain/nearest.js';
import { pointerOf } from '../../domain/strict-json/json-mistake.js';
import { JsonBody } from '../json/json-body.js';
import { ApiKeys } from './api-keys.js';
import { CallerOfRequest, type Caller } from './caller.js';
import type { StoredKey } from './key-store.js';
import { Requires } from './requires.js';
import { type Role, ROLES, isRole } from './roles.js';

/** In characters. */
const MAX_NOTE = 500;

interface KeyView {
  id: string;
  role: Role;
  note: string;
}

type NewKeyView = KeyView & { secret: string };

@Controller('v1/keys')
@ApiTags('keys')
@Requires('administer')
export class KeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Post()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Make an API key; its secret is shown this once' })
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['role'],
      properties: { role: { enum: [...ROLES] }, note: { type: 'string', maxLength: MAX_NOTE } },
    },
  })
  async create(@JsonBody() body: JsonObject, @CallerOfRequest() { actor }: Caller): Promise<NewKeyView> {
    const { role, note } = readNewKey(body);
    const { id, token } = await this.keys.create(role, note, actor);
    return { id, role, note, secret: token };
  }

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'All API keys, revoked ones too, without their secrets' })
  async list(): Promise<{ items: Omit<StoredKey, 'hash'>[] }> {
    const keys = await this.keys.list();
    return {
      items: keys.map(({ hash: _, ...key }) => key),
    };
  }

  @Post(':id/rotation')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary:
      'Give an API key a new secret, shown this once; the old one is refused from now on, id and role stay',
  })
  async rotate(@Param('id') id: string): Promise<NewKeyView> {
    const { key, token } = await this.keys.rotate(id);
    return { id, role: key.role, note: key.note, secret: token };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an API key' })
  async revoke(@Param('id') id: string): Promise<void> {
    if (!(await this.keys.revoke(id))) throw new DomainProblem('key-not-known', 'No API key has this id');
  }
}

const FIELDS = ['role', 'note'];

/** Reads `{role, note?}`. @throws DomainProblem `invalid-input` with all mistakes at once */
function readNewKey(body: JsonObject): { role: Role; note: string } {
  const { role, note = '' } = body;
  const errors: InputError[] = Object.keys(body)
    .filter((name) => !FIELDS.includes(name))
    .map((name) => ({
      pointer: pointerOf([name]),
      detail: 'There is no such field',
      allowed: FIELDS,
      didYouMean: nearest(name, FIELDS),
    }));
  if (!isRole(role)) {
    const didYouMean = typeof role === 'string' ? nearest(role, ROLES) : undefined;
    errors.push({ pointer: '/role', detail: `Give one of: ${ROLES.join(', ')}`, allowed: ROLES, didYouMean });
  }
  if (typeof note !== 'string' || note.length > MAX_NOTE)
    errors.push({ pointer: '/note', detail: `Give a text of at most ${MAX_NOTE} characters` });
  if (isRole(role) && typeof note === 'string' && errors.length === 0) return { role, note };
  throw new DomainProblem('invalid-input', 'The key cannot be made like this', { errors });
}
