import { Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { readInstant } from '../../domain/instant.js';
import type { Json, JsonObject } from '../../domain/json.js';
import { DomainProblem, type InputError } from '../../domain/problem.js';
import { nearest } from '../../domain/nearest.js';
import { pointerOf } from '../../domain/strict-json/json-mistake.js';
import { systemClock } from '../../settings/system-clock.js';
import { Audited } from '../audit/audited.js';
import { JsonBody } from '../http/json-body.js';
import { ApiKeys } from './api-keys.js';
import { CallerOfRequest, type Caller } from './caller.js';
import type { StoredKey } from './key-store.js';
import { Requires } from './requires.js';
import { type Role, ROLES, isRole } from './roles.js';
import { json, nothing, Operation } from '../docs/operation.js';

/** In characters. */
const MAX_NOTE = 500;

interface KeyView {
  id: string;
  role: Role;
  note: string;
  expiresAt: string | null;
}

type NewKeyView = KeyView & { secret: string };

@Controller('v1/keys')
@ApiTags('keys')
@Requires('administer')
export class KeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Post()
  @Audited('key-created', ({ role, note, expiresAt }: NewKeyView) => ({ role, note, expiresAt }))
  @Header('cache-control', 'no-store')
  @Operation('createKey', 'Make an API key; its secret is shown this once', json('NewKey', 201))
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['role'],
      properties: {
        role: { enum: [...ROLES] },
        note: { type: 'string', maxLength: MAX_NOTE },
        expiresAt: {
          type: ['string', 'null'] as unknown as 'string',
          format: 'date-time',
          description: 'From when on the key is refused; left out: it works until it is revoked',
        },
      },
    },
  })
  async create(@JsonBody() body: JsonObject, @CallerOfRequest() { actor }: Caller): Promise<NewKeyView> {
    const key = readNewKey(body, systemClock());
    const { id, token } = await this.keys.create(key, actor);
    return { id, ...key, secret: token };
  }

  @Get()
  @Header('cache-control', 'no-store')
  @Operation('listKeys', 'All API keys, revoked ones too, without their secrets', json('Keys'))
  async list(): Promise<{ items: Omit<StoredKey, 'hash'>[] }> {
    const keys = await this.keys.list();
    return {
      items: keys.map(({ hash: _, ...key }) => key),
    };
  }

  @Post(':id/rotation')
  @Audited('key-rotated')
  @Header('cache-control', 'no-store')
  @Operation(
    'rotateKey',
    'Give an API key a new secret, shown this once; the old one is refused from now on, id and role stay',
    json('NewKey', 201),
  )
  async rotate(@Param('id') id: string): Promise<NewKeyView> {
    const { key, token } = await this.keys.rotate(id);
    return { id, role: key.role, note: key.note, expiresAt: key.expiresAt, secret: token };
  }

  @Delete(':id')
  @Audited('key-revoked')
  @HttpCode(204)
  @Operation('revokeKey', 'Revoke an API key', nothing())
  async revoke(@Param('id') id: string): Promise<void> {
    if (!(await this.keys.revoke(id))) throw new DomainProblem('key-not-known', 'No API key has this id');
  }
}

const FIELDS = ['role', 'note', 'expiresAt'];

/** Reads `{role, note?, expiresAt?}`. @throws DomainProblem `invalid-input` with all mistakes at once */
function readNewKey(body: JsonObject, now: Date): Omit<KeyView, 'id'> {
  const { role, note = '', expiresAt = null } = body;
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
  const end = expiresAt === null ? null : readEnd(expiresAt, now);
  if (end !== null && 'detail' in end) errors.push({ pointer: '/expiresAt', ...end });
  else if (isRole(role) && typeof note === 'string' && errors.length === 0)
    return { role, note, expiresAt: end?.instant ?? null };
  throw new DomainProblem('invalid-input', 'The key cannot be made like this', { errors });
}

/** An instant to come. Kept to milliseconds, as the other instants of keys. */
function readEnd(value: Json, now: Date): { instant: string } | { detail: string } {
  if (typeof value !== 'string') return { detail: 'Give an instant, for example 2027-03-31T15:00:00Z' };
  const reading = readInstant(value);
  if ('mistake' in reading) return reading.mistake;
  const end = new Date(reading.value);
  if (end <= now) return { detail: 'Give an instant to come: a key that has expired is of no use' };
  return { instant: end.toISOString() };
}
