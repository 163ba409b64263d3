import { edtfShape, textShape } from '../fields/text-shapes.js';
import { canonicalText, type Json } from '../json.js';
import { identifiersRule } from './identifiers.js';
import { objectRule } from './object-rule.js';
import { normalised, type Rule } from './rule.js';
import { urlRule } from './text-rules.js';

const MOST_SOURCES = 100;

const sourceRule = objectRule('a source', {
  title: { rule: textShape(2_000), required: true, about: 'Title of the document, as it is printed there.' },
  url: { rule: urlRule, about: 'Where it can be read: an absolute http or https URL.' },
  publisher: { rule: textShape(500), about: 'Who published it.' },
  published: { rule: edtfShape, about: 'When it was published: EDTF.' },
  accessed: { rule: edtfShape, about: 'When it was read: a day, or EDTF.' },
  locator: { rule: textShape(500), about: 'Where in it: page, section, minute.' },
  identifiers: { rule: identifiersRule, about: 'What others call it: its ECLI, DOI, CELEX number, …' },
});

/** 1 to 100 sources. Sources with the same content in any spelling are stored once, at the first position. */
export const sourcesRule: Rule = {
  schema: { type: 'array', items: sourceRule.schema, minItems: 1, maxItems: MOST_SOURCES },
  problems: (value, pointer) =>
    Array.isArray(value) && value.length >= 1 && value.length <= MOST_SOURCES
      ? value.flatMap((source, i) => sourceRule.problems(source, `${pointer}/${i}`))
      : [{ pointer, detail: `must be a list of 1 to ${MOST_SOURCES} sources, each at least {"title": "…"}` }],
  normalised: (value) => distinct((value as Json[]).map((source) => normalised(sourceRule, source))),
};

function distinct(sources: readonly Json[]): Json[] {
  // The common case, made fast: most developments have one source, and each line of an import comes here.
  if (sources.length === 1) return [...sources];
  const byContent = new Map<string, Json>();
  for (const source of sources) {
    const content = canonicalText(source);
    if (!byContent.has(content)) byContent.set(content, source);
  }
  return [...byContent.values()];
}
