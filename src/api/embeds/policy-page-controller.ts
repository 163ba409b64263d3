import { Controller, Get, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ReadSide } from '../../read/read-side.js';
import { ReadAccess } from '../access/read-access.js';
import { Open } from '../access/requires.js';
import type { Answer } from '../answer.js';
import { dashboardPage } from '../dashboard/dashboard-page.js';
import { asOfQueryOf } from '../parameters/basis.js';
import { AnyQuery } from '../parameters/query-parameters.js';
import { PublicUrl } from '../public-url.js';
import { embedQueryOf, pictureOf } from './embed-address.js';
import { PictureReader } from './picture-reader.js';
import { sharedTags } from './shared-tags.js';

/** The dashboard's page of a policy; its head says what a link to it shows where it is shared, and how to embed it. */
@Controller('policies/:policyId')
@ApiExcludeController()
@Open()
export class PolicyPageController {
  private readonly pictures: PictureReader;

  constructor(
    read: ReadSide,
    private readonly access: ReadAccess,
    private readonly publicUrl: PublicUrl,
  ) {
    this.pictures = new PictureReader(read);
  }

  @Get()
  @AnyQuery()
  async page(@Param('policyId') policyId: string, @Req() request: FastifyRequest): Promise<Answer> {
    const base = this.publicUrl.own(request);
    // A caller without a key must not learn what needs one.
    if (base === undefined || !this.access.arePublic) return dashboardPage();
    return dashboardPage(await this.tags(policyId, request.url, base));
  }

  /** None for an address that the page itself explains: an unknown policy, a day that is none. */
  private async tags(policyId: string, url: string, base: string): Promise<string> {
    try {
      const { field, lang = 'en', ...basis } = embedQueryOf(new URL(url, base).searchParams);
      const picture = await this.pictures.picture(policyId, asOfQueryOf(basis), { field, language: lang });
      return sharedTags(picture, lang, {
        base,
        url: `${base}${url}`,
        picture: base + pictureOf(picture, lang),
      });
    } catch {
      return '';
    }
  }
}
