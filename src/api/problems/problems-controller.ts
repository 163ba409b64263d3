import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { nearest } from '../../domain/nearest.js';
import { Open } from '../access/requires.js';
import { NoPolicyData } from '../log/no-policy-data.js';
import { isProblemSlug, PROBLEM_TYPES, type ProblemSlug } from './catalogue.js';
import type { ProblemType } from './problem-type.js';
import { HttpProblem } from './http-problem.js';
import { json, Operation } from '../docs/operation.js';

interface Explained extends ProblemType {
  type: string;
}

/** The pages that the `type` of a problem links to. */
@Controller('problems')
@ApiTags('problems')
@Open()
@NoPolicyData()
export class ProblemsController {
  @Get()
  @Operation('listProblems', 'All types of problems', json('ProblemTypes'))
  list(): { items: Explained[] } {
    return { items: (Object.keys(PROBLEM_TYPES) as ProblemSlug[]).map(explained) };
  }

  @Get(':slug')
  @Operation('getProblem', 'What a type of problem means, and what to do', json('ProblemType'))
  show(@Param('slug') slug: string): Explained {
    if (isProblemSlug(slug)) return explained(slug);
    const didYouMean = nearest(slug, Object.keys(PROBLEM_TYPES));
    const extra = didYouMean === undefined ? {} : { didYouMean: `/problems/${didYouMean}` };
    throw new HttpProblem('route-not-found', 'There is no problem of this type', { extra });
  }
}

function explained(slug: ProblemSlug): Explained {
  return { type: `/problems/${slug}`, ...PROBLEM_TYPES[slug] };
}
