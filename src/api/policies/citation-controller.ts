import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CITATION_FORMATS,
  CITATION_LANGUAGES,
  type CitationFormat,
} from '../../read/one-policy/citation-reader.js';
import { CitationReader } from '../../read/one-policy/citation-reader.js';
import { Requires } from '../access/requires.js';
import type { Answer } from '../answer.js';
import { BASIS, asOfQueryOf } from '../parameters/basis.js';
import { choice, type ValuesOf } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { answerOf } from '../read-answer.js';
import { json, Operation } from '../docs/operation.js';

const CITATION = {
  ...BASIS,
  format: choice(CITATION_FORMATS, 'Only this format; default: all, in JSON'),
  lang: choice(CITATION_LANGUAGES, 'The language of the footnote; default en'),
};
const TYPES: Readonly<Record<CitationFormat, string>> = {
  text: 'text/plain; charset=utf-8',
  bibtex: 'application/x-bibtex; charset=utf-8',
  'csl-json': 'application/vnd.citationstyles.csl+json; charset=utf-8',
};

@Controller('v1/policies/:id/citation')
@ApiTags('policies')
@Requires('read')
export class CitationController {
  constructor(private readonly citation: CitationReader) {}

  @Get()
  @Operation(
    'citePolicy',
    'How to cite its state, with the sources: a footnote, BibTeX, CSL-JSON',
    json('Citation'),
  )
  async show(
    @Param('id') id: string,
    @QueryParameters(CITATION) { format, lang, ...given }: ValuesOf<typeof CITATION>,
  ): Promise<Answer> {
    return answerOf(await this.citation.answer(id, format, asOfQueryOf(given), lang), {
      ...(format !== undefined && { contentType: TYPES[format] }),
    });
  }
}
