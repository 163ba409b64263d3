import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Caller, CallerOfRequest } from './caller.js';
import { Requires } from './requires.js';
import { type Permission, permissionsOf, type Role, ROLES } from './roles.js';

/** Lets a client show only what its key may do; what is allowed is decided at each route. */
@Controller('v1/caller')
@ApiTags('keys')
@Requires('read')
export class CallerController {
  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'What the API key of this request may do' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['role', 'permissions'],
      properties: {
        role: { type: 'string', enum: [...ROLES] },
        permissions: { type: 'array', items: { type: 'string', enum: [...permissionsOf('admin')] } },
      },
    },
  })
  caller(@CallerOfRequest() { role }: Caller): { role: Role; permissions: readonly Permission[] } {
    return { role, permissions: permissionsOf(role) };
  }
}
