import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { catalogue, type CataloguedFile } from '../../domain/linked-data/catalogue.js';
import type { Manifest } from '../../exports/files/manifest.js';
import { ExportJobs } from '../../exports/jobs/export-jobs.js';
import { Schedules } from '../../exports/jobs/schedules.js';
import { DataLicence } from '../../exports/open-exports.js';
import { ActivityReader } from '../../read/activity/activity-reader.js';
import { Requires } from '../access/requires.js';
import { Answer } from '../answer.js';
import { PublicUrl } from '../public-url.js';
import { LD_JSON } from './linked-data-controller.js';
import { text, Operation } from '../docs/operation.js';

/** What can be had here, for catalogues of data. */
@Controller('catalog.jsonld')
@ApiTags('linked data')
@Requires('read')
export class CatalogueController {
  constructor(
    private readonly activity: ActivityReader,
    private readonly jobs: ExportJobs,
    private readonly schedules: Schedules,
    private readonly licence: DataLicence,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Get()
  @Operation(
    'getCatalogue',
    'What can be had here, as a DCAT 3 catalogue',
    text('application/ld+json', 'A catalogue (DCAT 3) as JSON-LD'),
  )
  async show(): Promise<Answer> {
    const activity = await this.activity.answer({ uncertain: 'flag', axis: 'effective' }, 'year');
    const { first, last } = JSON.parse(activity.body) as { first: string | null; last: string | null };
    const document = catalogue(
      { licence: this.licence.text, coverage: { from: first, to: last }, files: await this.files() },
      this.publicUrl.setting,
    );
    return new Answer(JSON.stringify(document), { contentType: LD_JSON });
  }

  /** The newest file of each schedule, where it is still kept. */
  private async files(): Promise<CataloguedFile[]> {
    const ids = (await this.schedules.list()).flatMap(({ lastJobId }) => lastJobId ?? []);
    const found = await Promise.all(
      ids.map(async (id): Promise<CataloguedFile[]> => {
        if ((await this.jobs.find(id)).file === undefined) return [];
        const { what, mediaType, bytes, sha256, licence } = JSON.parse(
          await this.jobs.manifest(id),
        ) as Manifest;
        return [{ id, what, mediaType, bytes, sha256, licence }];
      }),
    );
    return found.flat();
  }
}
