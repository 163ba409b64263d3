import { writeDocument } from './json-document.js';
import type { Writer } from './writer.js';

/** A document of Knight Lab's TimelineJS: a title slide, and the slides. Source: timeline.knightlab.com/docs/json-format.html */
export const timelinejs: Writer = {
  extension: 'json',
  mediaType: 'application/json; charset=utf-8',
  version: 1,
  withoutColumns: true,
  onlyFor: 'timelinejs',
  unlessAsked: true,
  write: async ({ description, ...job }) => {
    const title = {
      text: { headline: 'Policy Timeline', text: `${description.file} (${description.licence})` },
    };
    await writeDocument(job, `{"title":${JSON.stringify(title)},"events":[`, ({ json }) => json ?? '');
  },
};
