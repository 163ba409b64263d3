import { labelsOf, type Labels } from '../../../dashboard/src/labels/labels.js';
import { describeKind } from '../../../src/domain/json-schema.js';
import { KINDS } from '../../../src/domain/kinds/index.js';
import { labelsAnswer } from '../../../src/domain/labels/vocabulary.js';

/** The labels as the dashboard has them from the service. */
export const labelsIn = (language: 'en' | 'ja'): Labels =>
  labelsOf(labelsAnswer() as never, KINDS.map(describeKind) as never, language);
