import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { describeKind } from '../../domain/json-schema.js';
import { KINDS } from '../../domain/kinds/index.js';
import { Requires } from '../access/requires.js';
import { Answer } from '../answer.js';

// The kinds are part of the program, so the answer is built once.
const BODY = JSON.stringify({ items: KINDS.map(describeKind) });

@Controller('v1/kinds')
@ApiTags('kinds')
@Requires('read')
export class KindsController {
  @Get()
  @ApiOperation({
    summary: 'Each kind of development: what it means, its JSON Schema, examples and form hints',
  })
  list(): Answer {
    return new Answer(BODY);
  }
}
