import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { splitFilters } from '../../read/policies/filters.js';
import { DiffListReader } from '../../read/diff/diff-list-reader.js';
import { PolicyDiffReader } from '../../read/diff/policy-diff-reader.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import { Answer } from '../answer.js';
import { Accepted } from '../http/accept.js';
import type { ValuesOf } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { DEFAULT_LIMIT } from '../policies/parameters.js';
import { answerOf } from '../read-answer.js';
import { DIFF, DIFF_LIST } from './parameters.js';
import { json, Operation } from '../docs/operation.js';

const PATCH = 'application/json-patch+json';
const TYPES = ['application/json', PATCH] as const;

@Controller('v1')
@ApiTags('diff')
@Requires('read')
export class DiffController {
  constructor(
    private readonly diffs: DiffListReader,
    private readonly diff: PolicyDiffReader,
  ) {}

  @Get('diff')
  @Costs('dear')
  @Operation(
    'comparePolicies',
    'What changed between two bases, in the world and in what is known, policy by policy',
    json('DiffList'),
  )
  async all(@QueryParameters(DIFF_LIST) given: ValuesOf<typeof DIFF_LIST>): Promise<Answer> {
    const [filters, { render: _, uncertain = 'flag', limit = DEFAULT_LIMIT, ...query }] = splitFilters(given);
    return answerOf(await this.diffs.answer({ uncertain, limit, ...query, ...filters }));
  }

  @Get('policies/:id/diff')
  @Operation(
    'comparePolicy',
    `What changed about a policy between two bases; with Accept: ${PATCH} the difference of its states`,
    json('Diff'),
  )
  async one(
    @Param('id') id: string,
    @QueryParameters(DIFF) { render: _, uncertain = 'flag', ...query }: ValuesOf<typeof DIFF>,
    @Accepted(TYPES) type: string,
  ): Promise<Answer> {
    const headers = { vary: 'Accept' };
    if (type !== PATCH) return answerOf(await this.diff.answer(id, { uncertain, ...query }), { headers });
    const { body, pinned } = await this.diff.patch(id, { uncertain, ...query });
    return new Answer(body, { pinned, contentType: PATCH, headers });
  }
}
