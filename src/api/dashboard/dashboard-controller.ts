import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../access/requires.js';
import { Answer } from '../answer.js';
import { AnyQuery } from '../parameters/query-parameters.js';
import { HttpProblem } from '../problems/http-problem.js';
import { NoPolicyData } from '../log/no-policy-data.js';
import { builtFiles } from './built-files.js';
import { dashboardPage } from './dashboard-page.js';
import { PAGE_HEADERS } from './page-headers.js';

/**
 * The addresses of the dashboard's pages, which its script distinguishes; that of a policy is in PolicyPageController. Any other
 * address is a 404.
 */
const PAGES = [
  '',
  'policies/:policyId/compare',
  'policies/:policyId/record',
  'policies/:policyId/amend',
  'developments/:eventId/correct',
  'developments/:eventId/retract',
  'compare',
  'register',
  'operations',
  'sign-in',
];

/** The dashboard: one page and its files. Like any client, it only uses the API. */
@Controller()
@ApiExcludeController()
@Open()
@NoPolicyData()
export class DashboardController {
  private readonly files = builtFiles();

  @Get(PAGES)
  @AnyQuery()
  page(): Promise<Answer> {
    return dashboardPage();
  }

  /** The names of these files contain a hash of their content, so they may be cached for ever. */
  @Get('assets/:file')
  async asset(@Param('file') file: string): Promise<Answer> {
    return new Answer(...(await this.file(`assets/${file}`, true)));
  }

  @Get('favicon.svg')
  async icon(): Promise<Answer> {
    return new Answer(...(await this.file('favicon.svg', false)));
  }

  private async file(path: string, pinned: boolean): Promise<ConstructorParameters<typeof Answer>> {
    const found = (await this.files).get(path);
    if (!found) throw new HttpProblem('route-not-found', 'The dashboard has no such file');
    return [found.body, { pinned, contentType: found.contentType, headers: PAGE_HEADERS }];
  }
}
