import { Answer } from '../answer.js';
import { builtFiles } from './built-files.js';
import { NOT_BUILT } from './not-built.js';
import { PAGE_HEADERS } from './page-headers.js';

const index = builtFiles().then((files) => files.get('index.html')?.body.toString('utf8') ?? NOT_BUILT);

/** The one page of the dashboard. @param head further tags for its head */
export async function dashboardPage(head = ''): Promise<Answer> {
  const page = await index;
  // A function, so that a `$` in the tags has no meaning.
  const body = head === '' ? page : page.replace(/<title>/, (title) => `${head}\n${title}`);
  return new Answer(body, { contentType: 'text/html; charset=utf-8', headers: PAGE_HEADERS });
}
