import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { NoPolicyData } from '../log/no-policy-data.js';
import { type Caller, CallerOfRequest } from './caller.js';
import { Requires } from './requires.js';
import { type Permission, permissionsOf, ROLES } from './roles.js';
import { text, Operation } from '../docs/operation.js';

/** Lets a client show only what its key allows; each route checks it again. */
@Controller('v1/caller')
@ApiTags('keys')
@Requires('read')
@NoPolicyData()
export class CallerController {
  @Get()
  @Header('cache-control', 'no-store')
  @Operation('getCaller', 'Which API key this request has, and what it may do', text('application/json', ''))
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['actor', 'role', 'permissions'],
      properties: {
        actor: {
          type: 'string',
          description: 'What the log and jobs call this caller: key:<id>, or user:<id> of who signed in',
        },
        role: { type: 'string', enum: [...ROLES] },
        name: { type: 'string', description: 'Of a person who signed in, if the provider gives one' },
        permissions: { type: 'array', items: { type: 'string', enum: [...permissionsOf('admin')] } },
      },
    },
  })
  caller(@CallerOfRequest() { actor, role, name }: Caller): Caller & { permissions: readonly Permission[] } {
    return { actor, role, ...(name !== undefined && { name }), permissions: permissionsOf(role) };
  }
}
