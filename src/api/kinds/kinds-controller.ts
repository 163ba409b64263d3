import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { describeKind } from '../../domain/json-schema.js';
import { KINDS } from '../../domain/kinds/index.js';
import { labelsAnswer } from '../../domain/labels/vocabulary.js';
import { Requires } from '../access/requires.js';
import { Answer } from '../answer.js';
import { NoPolicyData } from '../log/no-policy-data.js';
import { json, Operation } from '../docs/operation.js';

// The kinds are part of the program, so the answer is built once.
const BODY = JSON.stringify({ items: KINDS.map(describeKind) });

@Controller('v1/kinds')
@ApiTags('kinds')
@Requires('read')
@NoPolicyData()
export class KindsController {
  @Get()
  @Operation(
    'listKinds',
    'Each kind of development: what it means, its JSON Schema, examples and form hints',
    json('Kinds'),
  )
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
  @Operation(
    'listLabels',
    {
      summary:
        'How statuses, fields, areas and other words are called in English and Japanese, and the family of each status',
      description:
        'Labels by slug. A slug without a label is a word of a source: show it with spaces for hyphens. Countries are ISO 3166-1 codes.',
    },
    json('Labels'),
  )
  list(): Answer {
    return new Answer(LABELS);
  }
}
