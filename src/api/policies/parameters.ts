import { FIELD_PATH } from '../../domain/field-path.js';
import { BASIS, KNOWN, PUBLISHED_BY } from '../parameters/basis.js';
import { choice, integer, text, yesOrNo } from '../parameters/kinds-of-parameter.js';

const PAGE = {
  limit: integer(1, 1000, 'Items a page; default 50'),
  cursor: text('Where the page before ended: its `next`, or the cursor in it', { maxLength: 4000 }),
};
export const DEFAULT_LIMIT = 50;

const fieldOf = (description: string) =>
  text(description, {
    maxLength: 201,
    pattern: FIELD_PATH,
    hint: 'Give a field, for example status or items/pac-3',
  });

export const LIST = {
  ...BASIS,
  status: text('Policies of this status: the definite one, or with certainty=possible a candidate'),
  jurisdiction: text('Policies of this ISO 3166-1 code', {
    pattern: /^[A-Z]{2}$/,
    hint: 'Give a two-letter code in capitals, for example JP',
  }),
  area: text('Policies of this area'),
  certainty: choice(['possible'], 'Let filters match candidates of doubtful values'),
  fields: yesOrNo('true: each policy with its fields'),
  ...PAGE,
};

export const TIMELINE = {
  ...KNOWN,
  ...PUBLISHED_BY,
  include: choice(['superseded'], 'Corrected and retracted developments, too'),
  ...PAGE,
};

export const HISTORY = { ...KNOWN, ...PUBLISHED_BY, field: fieldOf('Of this field only'), ...PAGE };

export const EXPLAIN = { ...BASIS, field: fieldOf('The field to explain') };
