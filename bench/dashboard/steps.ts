import type { Page } from 'playwright-core';
import { LONG, longId } from './lines.js';

/** An action of a reader, and the answer that it needs. */
export interface Step {
  name: string;
  /** Not measured: leads to the start of the step. */
  before?: (page: Page) => Promise<unknown>;
  act: (page: Page) => Promise<unknown>;
  /** Path of the answer; null: no request is needed. */
  about: string | null;
}

const LIST = '/v1/policies';

const sorted = (page: Page, column: string) => page.locator('button.sort', { hasText: column }).click();

/** A walk through the overview, and the pages of long policies; each step starts where the previous one ended. */
export const STEPS: readonly Step[] = [
  {
    name: 'open',
    // In a browser that runs already, but knows nothing of the dashboard.
    before: (page) => page.goto('/health/live'),
    act: (page) => page.goto('/?asOf=2018-06-30'),
    about: LIST,
  },
  { name: 'sort by status', act: (page) => sorted(page, 'Status'), about: LIST },
  { name: 'sort by area', act: (page) => sorted(page, 'Area'), about: LIST },
  { name: 'next page', act: (page) => button(page, 'Next page'), about: LIST },
  { name: 'another day', act: (page) => button(page, 'Earlier development'), about: LIST },
  {
    name: 'a bar of the chart',
    before: (page) => page.locator('.chart').scrollIntoViewIfNeeded(),
    act: (page) => page.locator('.bar').nth(5).click(),
    about: LIST,
  },
  { name: 'facet: area', act: (page) => facet(page, 'Area', 1), about: LIST },
  { name: 'facet: status as well', act: (page) => facet(page, 'Status', 1), about: LIST },
  {
    name: 'facet: status',
    before: (page) => button(page, 'Clear filters'),
    act: (page) => facet(page, 'Status', 0),
    about: LIST,
  },
  {
    name: 'search',
    before: (page) => button(page, 'Clear filters'),
    act: (page) => page.getByRole('searchbox').fill('frigate'),
    about: LIST,
  },
  { name: 'another day of the search', act: (page) => button(page, 'Later development'), about: LIST },
  ...LONG.flatMap((developments): Step[] => [
    {
      name: `policy with ${developments} developments`,
      act: (page) => page.goto(`/policies/${longId(developments)}`),
      about: `/v1/policies/${longId(developments)}/history`,
    },
    { name: `a year of it`, act: (page) => button(page, '1 year'), about: null },
    { name: `all of it`, act: (page) => button(page, 'All'), about: null },
  ]),
];

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

const facet = (page: Page, name: string, nth: number) =>
  page.getByRole('group', { name }).getByRole('checkbox').nth(nth).click();
