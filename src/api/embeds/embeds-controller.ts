import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadSide } from '../../read/read-side.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import { Answer } from '../answer.js';
import { asOfQueryOf } from '../parameters/basis.js';
import type { ValuesOf } from '../../domain/values/parameter.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { HttpProblem } from '../problems/http-problem.js';
import { type Origin, PublicUrl, SentTo } from '../public-url.js';
import { embedQueryOf, frameOf, pictureOf } from './embed-address.js';
import { EmbedAncestors } from './embed-ancestors.js';
import { embedPage } from './embed-page.js';
import { EMBED, OEMBED } from './embed-parameters.js';
import { embeddedIn, oEmbed } from './oembed.js';
import { PictureReader } from './picture-reader.js';
import { pictureSvg } from './picture-svg.js';
import type { PolicyPicture } from './policy-picture.js';
import { oEmbedLink } from './shared-tags.js';
import { embedPolicy } from './style.js';
import { json, text, Operation } from '../docs/operation.js';

type Asked = ValuesOf<typeof EMBED>;

/** Pictures of a policy for pages of others: in a frame, as a picture, and how to ask for the frame (oEmbed). */
@Controller()
@ApiTags('embeds')
@Requires('read')
@Costs('dear')
export class EmbedsController {
  private readonly pictures: PictureReader;

  constructor(
    read: ReadSide,
    private readonly publicUrl: PublicUrl,
    private readonly ancestors: EmbedAncestors,
  ) {
    this.pictures = new PictureReader(read);
  }

  @Get('embed/policies/:id')
  @Operation(
    'embedPolicy',
    'A field of a policy along time as a page for a frame: a picture and its table',
    text('text/html', 'A page for a frame'),
  )
  async page(
    @Param('id') id: string,
    @QueryParameters(EMBED) asked: Asked,
    @SentTo() origin: Origin,
  ): Promise<Answer> {
    const picture = await this.picture(id, asked);
    const language = asked.lang ?? 'en';
    const own = this.publicUrl.own(origin);
    const discovery = own && oEmbedLink(picture.title, own, own + frameOf(picture, language));
    const base = this.publicUrl.setting ?? '';
    return this.shown(picture, embedPage(picture, { language, base, discovery }), 'text/html; charset=utf-8');
  }

  @Get('v1/policies/:id/picture.svg')
  @Operation(
    'getPicture',
    'The same as a picture that stands alone: 1200 × 630, for links that are shared',
    text('image/svg+xml', 'A picture of 1200 × 630 pixels'),
  )
  async svg(@Param('id') id: string, @QueryParameters(EMBED) asked: Asked): Promise<Answer> {
    const picture = await this.picture(id, asked);
    return this.shown(picture, pictureSvg(picture, asked.lang ?? 'en'), 'image/svg+xml');
  }

  @Get('oembed')
  @Operation(
    'getOEmbed',
    'How to embed the page of a policy (oEmbed 1.0), pinned to what is known now',
    json('OEmbed'),
  )
  async oEmbed(
    @QueryParameters(OEMBED) { url, format = 'json', ...limits }: ValuesOf<typeof OEMBED>,
    @SentTo() origin: Origin,
  ): Promise<Answer> {
    if (format !== 'json') throw new HttpProblem('format-not-offered', `There is JSON only, no ${format}`);
    if (url === undefined)
      throw invalidParameters([{ parameter: 'url', detail: 'Give the address of a page of this service' }]);
    const base = this.publicUrl.own(origin);
    if (base === undefined)
      throw new HttpProblem('public-url-not-set', 'Set PUBLIC_URL: a frame needs an address of its own');
    const { policyId, query } = embeddedIn(url, base);
    const asked = embedQueryOf(query);
    const picture = await this.picture(policyId, asked);
    const language = asked.lang ?? 'en';
    const [frame, thumbnail] = [frameOf(picture, language), pictureOf(picture, language)];
    return new Answer(
      JSON.stringify(
        oEmbed({ title: picture.title, frame: base + frame, thumbnail: base + thumbnail, base }, limits),
      ),
    );
  }

  private picture(id: string, { field, lang, ...basis }: Asked): Promise<PolicyPicture> {
    return this.pictures.picture(id, asOfQueryOf(basis), { field, language: lang ?? 'en' });
  }

  private shown({ erasedBy }: PolicyPicture, body: string, contentType: string): Answer {
    // The trace by which a pinned answer from before an erasure is recognised: see erased-answers.ts.
    const traces = erasedBy.map((by) => `<!-- redacted at ${String(by)} -->\n`);
    const headers = {
      'content-security-policy': embedPolicy(this.ancestors.setting),
      'referrer-policy': 'no-referrer',
    };
    return new Answer(body + traces.join(''), { contentType, headers });
  }
}
