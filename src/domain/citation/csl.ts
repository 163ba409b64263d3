import type { JsonObject } from '../json.js';
import type { Source } from '../policy-event.js';
import { doubtText, type Cited } from './cited.js';
import { plainDate } from './plain-date.js';

/** CSL-JSON items (Citation Style Language 1.0.2): the state, then each of its sources. */
export function cslJson(cited: Cited): JsonObject[] {
  const { policyId, title, asOf, knownAt, position, permalink } = cited;
  const id = `${policyId}-${asOf}-${position}`;
  const state: JsonObject = {
    id,
    type: 'webpage',
    title,
    'container-title': 'Policy Timeline',
    issued: dateOf(knownAt.slice(0, 10)),
    note: `State as of ${asOf}, as known at ${knownAt}${doubtText(cited)}`,
    URL: permalink,
  };
  return [state, ...cited.sources.map((source, i) => sourceItem(`${id}-${i + 1}`, source))];
}

function sourceItem(id: string, { title, publisher, published, url, accessed, locator }: Source): JsonObject {
  return {
    id,
    type: url === undefined ? 'document' : 'webpage',
    title,
    ...(publisher !== undefined && { publisher }),
    ...(published !== undefined && { issued: dateOf(published) }),
    ...(accessed !== undefined && { accessed: dateOf(accessed) }),
    ...(locator !== undefined && { note: locator }),
    ...(url !== undefined && { URL: url }),
  };
}

function dateOf(text: string): JsonObject {
  const parts = plainDate(text);
  return parts ? { 'date-parts': [parts] } : { literal: text };
}
