import { day, integer, list, object, ref, text } from './shapes.js';

const facet = {
  items: list(object({ value: text, count: integer })),
  possible: integer,
  absent: integer,
};
const counts = { ...facet, contested: integer };

/** Schemas of counts of policies. */
export const COUNT_SCHEMAS = {
  Summary: object({ basis: ref('Basis'), by: text, ...counts, permalink: text }),
  Facet: object(facet),
  Facets: object({
    basis: ref('Basis'),
    matching: { ...integer, description: 'Policies that pass all filters' },
    all: { ...integer, description: 'Policies known at the basis' },
    status: ref('Facet'),
    area: ref('Facet'),
    jurisdiction: ref('Facet'),
    existence: ref('Facet'),
    permalink: text,
  }),
  SummaryOfDays: object({
    basis: ref('BasisOfDays'),
    by: text,
    days: list(object({ asOf: day, ...counts })),
    permalink: text,
  }),
};
