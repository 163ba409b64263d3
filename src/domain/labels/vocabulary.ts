import type { Localised } from '../values/fields.js';
import type { JsonObject } from '../json.js';
import { KINDS } from '../kinds/index.js';
import { AREAS } from './areas.js';
import { FURTHER_FIELDS } from './fields.js';
import { FAMILIES, type Labels, type StatusLabel } from './label.js';
import { FURTHER_STATUSES } from './statuses.js';
import { WORDS } from './words.js';

/** Every status with a label: those declared by kinds, and common ones. */
export const STATUSES: Labels<StatusLabel> = {
  ...FURTHER_STATUSES,
  ...merged(KINDS.map(({ labels }) => labels?.statuses ?? {})),
};

/** Every field, collection or member of a value with a label. A payload property has its own label. */
export const FIELDS: Labels = {
  ...FURTHER_FIELDS,
  ...merged(
    KINDS.map(({ fields }) => Object.fromEntries([...fields].map(([name, { label }]) => [name, label]))),
  ),
  ...merged(KINDS.map(({ labels }) => labels?.fields ?? {})),
};

/** The answer of `GET /v1/labels`; as for kinds, the singular member is English and the plural one holds the other languages. */
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
