import type { ValuesOf } from '../../domain/values/parameter.js';
import { readParameters } from '../parameters/read-parameters.js';
import { EMBED } from './embed-parameters.js';
import type { PolicyPicture } from './policy-picture.js';
import type { Language } from './words.js';

/** What an embed takes of the query of a page; the rest is of the dashboard alone. @throws DomainProblem `invalid-parameters` */
export function embedQueryOf(query: URLSearchParams): ValuesOf<typeof EMBED> {
  const taken = new URLSearchParams([...query].filter(([name]) => Object.hasOwn(EMBED, name)));
  return readParameters(`?${taken}`, EMBED);
}

/** The address of the page for a frame, pinned. */
export const frameOf = (picture: PolicyPicture, language: Language): string =>
  `/embed/policies/${encodeURIComponent(picture.policyId)}${queryOf(picture, language)}`;

/** The address of the picture as an image of its own, pinned. */
export const pictureOf = (picture: PolicyPicture, language: Language): string =>
  `/v1/policies/${encodeURIComponent(picture.policyId)}/picture.svg${queryOf(picture, language)}`;

function queryOf({ pinned, field }: PolicyPicture, language: Language): string {
  const more = new URLSearchParams({ ...(field !== 'status' && { field }), lang: language });
  return `?${pinned.replace(/&render=\d+$/, '')}&${more}`;
}
