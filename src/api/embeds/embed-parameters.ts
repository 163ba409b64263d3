import { BASIS } from '../parameters/basis.js';
import { choice, integer, text } from '../../domain/values/parameter.js';
import { LANGUAGES } from './words.js';

/** What a picture of a policy is asked by. */
export const EMBED = {
  ...BASIS,
  field: text('The field that is shown along time; default: the status, or else the first one'),
  lang: choice(LANGUAGES, 'The language; default en'),
};

const PIXELS = 10_000;

/** https://oembed.com, section 2.2 */
export const OEMBED = {
  url: text('The address of a policy in this dashboard, or of an embed', { maxLength: 4000 }),
  maxwidth: integer(1, PIXELS, 'Pixels there is room for'),
  maxheight: integer(1, PIXELS, 'Pixels there is room for'),
  format: text('json; others are answered with 501', { maxLength: 20 }),
};
