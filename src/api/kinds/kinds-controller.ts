import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { describeKind } from '../../domain/json-schema.js';
import { KINDS } from '../../domain/kinds/index.js';
import { labelsAnswer } from '../../domain/labels/vocabulary.js';
import { Requires } from '../access/requires.js';
import { Answer } from '../answer.js';
import { NoPolicyData } from '../log/no-policy-data.js';

// The kinds are part of the program, so the answer is built once.
const BODY = JSON.stringify({ items: KINDS.map(describeKind) });

@Controller('v1/kinds')
@ApiTags('kinds')
@Requires('read')
@NoPolicyData()
export class KindsController {
  @Get()
  @ApiOperation({
    summary: 'Each kind of development: what it means, its JSON Schema, examples and form hints',
  })
  list(): Answer {
    return new Answer(BODY);
  }
}

// The labels are part of the program, so the answer is built once.
const LABELS = JSON.stringify(labelsAnswer());

@Controller('v1/labels')
@ApiTags('kinds')
@Requires('read')
@NoPolicyData()
export class LabelsController {
  @Get()
  @ApiOperation({
    summary:
      'How statuses, fields, areas and other words are called in English and Japanese, and the family of each status',
    description:
      'Labels by slug. A slug without a label is a word of a source: show it with spaces for hyphens. Countries are ISO 3166-1 codes.',
  })
  list(): Answer {
    return new Answer(LABELS);
  }
}
