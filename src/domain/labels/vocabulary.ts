import type { Localised } from '../fields/field.js';
import type { JsonObject } from '../json.js';
import { KINDS } from '../kinds/index.js';
import { AREAS } from './areas.js';
import { FURTHER_FIELDS } from './fields.js';
import { FAMILIES, type Labels, type StatusLabel } from './label.js';
import { FURTHER_STATUSES } from './statuses.js';
import { WORDS } from './words.js';

/** Every status that has a label: those that the kinds declare, and those in common use. */
export const STATUSES: Labels<StatusLabel> = {
  ...FURTHER_STATUSES,
  ...merged(KINDS.map(({ labels }) => labels?.statuses ?? {})),
};

/** Every field, collection or member of a value that has a label. A property of a payload brings its own. */
export const FIELDS: Labels = {
  ...FURTHER_FIELDS,
  ...merged(
    KINDS.map(({ fields }) => Object.fromEntries([...fields].map(([name, { label }]) => [name, label]))),
  ),
  ...merged(KINDS.map(({ labels }) => labels?.fields ?? {})),
};

/** What `GET /v1/labels` answers; as with kinds, the bare text is English and the plural holds the others. */
export function labelsAnswer(): JsonObject {
  return {
    families: described(FAMILIES),
    statuses: described(STATUSES, ({ family }) => ({ family })),
    fields: described(FIELDS),
    areas: described(AREAS),
    words: described(WORDS),
  };
}

function described<L extends Localised>(
  labels: Labels<L>,
  more: (label: L) => JsonObject = () => ({}),
): JsonObject {
  return Object.fromEntries(
    Object.entries(labels).map(([slug, label]) => [
      slug,
      { label: label.en, labels: { ja: label.ja }, ...more(label) },
    ]),
  );
}

function merged<L extends Localised>(tables: readonly Labels<L>[]): Labels<L> {
  return Object.assign({}, ...tables) as Labels<L>;
}
