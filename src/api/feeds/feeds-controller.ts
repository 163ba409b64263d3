import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type PolicyFilters, FILTERS, splitFilters } from '../../read/policies/filters.js';
import { CalendarReader } from '../../read/feeds/calendar-reader.js';
import { FeedReader } from '../../read/feeds/feed-reader.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import { Answer } from '../answer.js';
import { BASIS, asOfQueryOf } from '../parameters/basis.js';
import { integer, type ValuesOf } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { type Origin, PublicUrl, SentTo } from '../public-url.js';
import { DEFAULT_LIMIT, defined, PAGE } from '../policies/parameters.js';
import { text, Operation } from '../docs/operation.js';

const CALENDAR = { ...BASIS, ...FILTERS };
const NEWEST = {
  ...BASIS,
  before: integer(
    1,
    Number.MAX_SAFE_INTEGER,
    'Entries below this position, as the link to the next page gives it',
  ),
  limit: PAGE.limit,
};
const FEED = { ...NEWEST, ...FILTERS };

const ATOM = 'application/atom+xml; charset=utf-8';

@Controller('v1')
@ApiTags('feeds')
@Requires('read')
@Costs('dear')
export class FeedsController {
  constructor(
    private readonly calendarReader: CalendarReader,
    private readonly feedReader: FeedReader,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Get('feed.atom')
  @Operation('getFeed', 'What was recorded, newest first, as Atom', text('application/atom+xml', 'RFC 4287'))
  feed(@QueryParameters(FEED) given: ValuesOf<typeof FEED>, @SentTo() sentTo: Origin): Promise<Answer> {
    const [filters, newest] = splitFilters(given);
    return this.atom(newest, filters, sentTo);
  }

  @Get('policies/:id/feed.atom')
  @Operation(
    'getPolicyFeed',
    'What was recorded of one policy, newest first, as Atom',
    text('application/atom+xml', 'RFC 4287'),
  )
  policyFeed(
    @Param('id') policyId: string,
    @QueryParameters(NEWEST) given: ValuesOf<typeof NEWEST>,
    @SentTo() sentTo: Origin,
  ): Promise<Answer> {
    return this.atom(given, { policyId }, sentTo);
  }

  @Get('calendar.ics')
  @Operation(
    'getCalendar',
    'What is expected, as iCalendar: at most 5,000 dates',
    text('text/calendar', 'RFC 5545'),
  )
  async calendar(@QueryParameters(CALENDAR) given: ValuesOf<typeof CALENDAR>): Promise<Answer> {
    const [filters, basis] = splitFilters(given);
    const { body, pinned } = await this.calendarReader.answer({ ...asOfQueryOf(basis), ...filters });
    return new Answer(body, { pinned, contentType: 'text/calendar; charset=utf-8' });
  }

  private async atom(
    { limit, before, ...basis }: ValuesOf<typeof NEWEST>,
    filters: PolicyFilters & { policyId?: string },
    sentTo: Origin,
  ): Promise<Answer> {
    const { body } = await this.feedReader.answer({
      ...asOfQueryOf(basis),
      ...filters,
      ...defined({ before }),
      limit: limit ?? DEFAULT_LIMIT,
      base: this.publicUrl.of(sentTo),
    });
    return new Answer(body, { contentType: ATOM });
  }
}
