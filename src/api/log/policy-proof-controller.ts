import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LogProofs } from '../../proof/log-proofs.js';
import { ReadSide } from '../../read/read-side.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import { Answer } from '../answer.js';
import { BASIS, asOfQueryOf } from '../parameters/basis.js';
import type { ValuesOf } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { answerProof } from './answer-proof.js';
import { json, Operation } from '../docs/operation.js';

@Controller('v1/policies')
@ApiTags('proof')
@Requires('read')
@Costs('dear')
export class PolicyProofController {
  constructor(
    private readonly read: ReadSide,
    private readonly proofs: LogProofs,
  ) {}

  @Get(':id/proof')
  @Operation(
    'getProof',
    'The state of one policy with what proves it offline (tools/verify.mjs), as a file',
    json('Proof'),
  )
  async proof(
    @Param('id') id: string,
    @QueryParameters(BASIS) given: ValuesOf<typeof BASIS>,
  ): Promise<Answer> {
    const text = await answerProof(this.read, this.proofs, id, asOfQueryOf(given));
    return new Answer(text, { headers: { 'content-disposition': `attachment; filename="proof.json"` } });
  }
}
