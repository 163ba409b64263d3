import { Controller, Get, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { linkedContext } from '../../domain/linked-data/context.js';
import { developmentNode, type LinkedDevelopment } from '../../domain/linked-data/development-node.js';
import { policyDocument, type LinkedState } from '../../domain/linked-data/policy-document.js';
import { TERMS } from '../../domain/linked-data/terms.js';
import { RowAnswers } from '../../exports/row-answers.js';
import { ReadSide } from '../../read/read-side.js';
import { Open, Requires } from '../access/requires.js';
import { Answer } from '../answer.js';
import { prefersPage } from '../http/accept.js';
import { asOfQueryOf, BASIS, KNOWN, knowledgeRequestOf, PUBLISHED_BY } from '../parameters/basis.js';
import { type ValuesOf, choice } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { PublicUrl } from '../public-url.js';
import { text, Operation } from '../docs/operation.js';

export const LD_JSON = 'application/ld+json';
const SLIDES = {
  ...KNOWN,
  ...PUBLISHED_BY,
  lang: choice(['en', 'ja'], 'The language of headlines; default en'),
};

/** Linked data (JSON-LD): IRIs begin with PUBLIC_URL, never with what a request's Host says, else they are relative. */
@Controller()
@ApiTags('linked data')
export class LinkedDataController {
  constructor(
    private readonly read: ReadSide,
    private readonly rows: RowAnswers,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Get('v1/policies/:id/document.jsonld')
  @Requires('read')
  @Operation(
    'getPolicyJsonLd',
    'The state of one policy as JSON-LD: schema.org and PROV-O',
    text('application/ld+json', 'JSON-LD 1.1'),
  )
  async policy(
    @Param('id') id: string,
    @QueryParameters(BASIS) given: ValuesOf<typeof BASIS>,
  ): Promise<Answer> {
    const { body } = await this.read.state.answer(id, asOfQueryOf(given));
    return this.linked(policyDocument(JSON.parse(body) as LinkedState, this.publicUrl.setting));
  }

  @Get('v1/developments/:eventId/document.jsonld')
  @Requires('read')
  @Operation(
    'getDevelopmentJsonLd',
    'One development as JSON-LD: schema.org and PROV-O',
    text('application/ld+json', 'JSON-LD 1.1'),
  )
  async development(
    @Param('eventId') eventId: string,
    @QueryParameters(KNOWN) given: ValuesOf<typeof KNOWN>,
  ): Promise<Answer> {
    const { body } = await this.read.developments.byEventId(eventId, knowledgeRequestOf(given));
    const node = developmentNode(JSON.parse(body) as LinkedDevelopment, this.publicUrl.setting);
    return this.linked({ '@context': linkedContext(this.publicUrl.setting), ...node });
  }

  @Get('v1/policies/:id/timelinejs.json')
  @Requires('read')
  @Operation(
    'getTimelineJs',
    'The developments of a policy as TimelineJS 3 loads them',
    text('application/json', 'A document of TimelineJS 3: title and events'),
  )
  async slides(
    @Param('id') id: string,
    @QueryParameters(SLIDES) { render: _, lang, ...query }: ValuesOf<typeof SLIDES>,
  ): Promise<Answer> {
    return new Answer(await this.rows.slides(id, query, lang ?? 'en'));
  }

  @Get('terms')
  @Open()
  @Operation(
    'getTerms',
    'Our own terms of linked data: a page, or JSON-LD',
    text('application/ld+json', 'Properties (RDF Schema) as JSON-LD, or a page'),
  )
  terms(@Req() { headers }: FastifyRequest): Answer {
    const vary = { vary: 'Accept' };
    if (prefersPage(headers.accept))
      return new Answer(termsPage(), { contentType: 'text/html; charset=utf-8', headers: vary });
    const base = `${this.publicUrl.setting ?? ''}/terms#`;
    const graph = Object.entries(TERMS).map(([name, comment]) => ({
      '@id': `${base}${name}`,
      '@type': 'rdf:Property',
      'rdfs:label': name,
      'rdfs:comment': { '@value': comment, '@language': 'en' },
    }));
    const context = {
      rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
      rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
    };
    return this.linked({ '@context': context, '@graph': graph }, vary);
  }

  private linked(document: object, headers: Record<string, string> = { vary: 'Accept' }): Answer {
    return new Answer(JSON.stringify(document), { contentType: LD_JSON, headers });
  }
}

const termsPage = (): string => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>Terms of Policy Timeline</title>
  <h1>Terms of Policy Timeline</h1>
  <dl>
${Object.entries(TERMS)
  .map(([name, comment]) => `    <dt id="${name}">${name}</dt>\n    <dd>${comment}</dd>`)
  .join('\n')}
  </dl>
</html>
`;
