import { collectionOf, nameOf } from '../field-path.js';
import type { Localised } from '../values/fields.js';
import type { Labels } from './label.js';
import { readable } from './readable.js';
import { FIELDS, STATUSES } from './vocabulary.js';
import { WORDS } from './words.js';

/** The label of a field: "Quantity", "Items: PAC-3". Without a label, the slug is made readable. */
export function fieldLabel(path: string): Localised {
  const name = labelIn(FIELDS, nameOf(path)) ?? unlabelled(nameOf(path));
  if (collectionOf(path) === undefined) return name;
  const slug = path.slice(nameOf(path).length + 1);
  const key = wordLabel(slug) ?? unlabelled(slug);
  return { en: `${name.en}: ${key.en}`, ja: `${name.ja}: ${key.ja}` };
}

/** The label of a collection key or of a value that is a slug; undefined for free text. */
export const wordLabel = (slug: string): Localised | undefined =>
  labelIn(WORDS, slug) ?? labelIn(STATUSES, slug);

const unlabelled = (slug: string): Localised => ({ en: readable(slug), ja: readable(slug) });

/** Own properties only: `constructor` is a slug, too. */
function labelIn(labels: Labels, slug: string): Localised | undefined {
  const label = Object.hasOwn(labels, slug) ? labels[slug] : undefined;
  return label && { en: label.en, ja: label.ja };
}
