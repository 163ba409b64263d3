import { Controller, Delete, Get, Header, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainProblem } from '../../domain/problem.js';
import { Requires } from '../access/requires.js';
import { Audited } from '../audit/audited.js';
import { People, type Person } from './people.js';
import { json, nothing, Operation } from '../docs/operation.js';

/** Who is behind the actors `user:<id>` of the log. */
@Controller('v1/people')
@ApiTags('keys')
@Requires('administer')
export class PeopleController {
  constructor(private readonly people: People) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Operation(
    'listPeople',
    'Who signed in through the OpenID Connect provider, and which actor the log calls them',
    json('People'),
  )
  async list(): Promise<{ items: Person[] }> {
    return { items: await this.people.list() };
  }

  @Delete(':id')
  @HttpCode(204)
  @Audited('person-forgotten')
  @Operation(
    'forgetPerson',
    'Erase the name of a person; the log keeps an id that means nothing then',
    nothing(),
  )
  async forget(@Param('id') id: string): Promise<void> {
    if (!(await this.people.forget(id))) throw new DomainProblem('person-not-known', 'Nobody has this id');
  }
}
