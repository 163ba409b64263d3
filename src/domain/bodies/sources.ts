import { edtfValue, textValue, urlValue } from '../values/texts.js';
import { canonicalText, type Json } from '../json.js';
import { identifiersValue } from './identifiers.js';
import { objectValue } from '../values/object.js';
import { normalised, problemsOfEach, type Value } from '../values/value.js';

const MOST_SOURCES = 100;

const sourceValue = objectValue('a source', {
  title: { value: textValue(2_000), required: true, about: 'Title of the document, as it is printed there.' },
  url: { value: urlValue, about: 'Where it can be read: an absolute http or https URL.' },
  publisher: { value: textValue(500), about: 'Who published it.' },
  published: { value: edtfValue, about: 'When it was published: EDTF.' },
  accessed: { value: edtfValue, about: 'When it was read: a day, or EDTF.' },
  locator: { value: textValue(500), about: 'Where in it: page, section, minute.' },
  identifiers: { value: identifiersValue, about: 'What others call it: its ECLI, DOI, CELEX number, …' },
});

/** 1 to 100 sources. Sources with the same content in any spelling are stored once, at the first position. */
export const sourcesValue: Value = {
  schema: { type: 'array', items: sourceValue.schema, minItems: 1, maxItems: MOST_SOURCES },
  problems: (value, pointer) =>
    Array.isArray(value) && value.length >= 1 && value.length <= MOST_SOURCES
      ? problemsOfEach(value, pointer, (source, at) => sourceValue.problems(source, at))
      : [{ pointer, detail: `must be a list of 1 to ${MOST_SOURCES} sources, each at least {"title": "…"}` }],
  normalised: (value) => distinct((value as Json[]).map((source) => normalised(sourceValue, source))),
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
