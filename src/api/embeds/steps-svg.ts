import { fieldLabel } from '../../domain/labels/field-label.js';
import { markup } from './markup.js';
import type { PolicyPicture, StepShown } from './policy-picture.js';
import { isContested, shownText } from './sentence.js';
import { timeScale } from './time-scale.js';
import { familyOf } from './value-text.js';
import { dayText, type Language, wordsIn } from './words.js';

/** Pixels; across, everything is in percent, so that the picture is as wide as its frame and texts keep their size. */
const PICTURE_HEIGHT = 104;
const BAR = { top: 24, height: 44 };
/** Narrower steps, in percent, have no room for their number; the table has it. */
const ROOM_FOR_NUMBER = 5;
const NARROWEST = 0.5;

/** The steps of a field as bars along time, each with the number of its row in the table. */
export function stepsSvg(picture: PolicyPicture, language: Language, size = 'width="100%"'): string {
  const scale = timeScale(picture, language);
  const words = wordsIn(language);
  const name = words.picture(fieldLabel(picture.field)[language], picture.steps.length);
  const day = scale.at(picture.basis.asOf, 'right');
  const axis = BAR.top + BAR.height + 6;
  return [
    `<svg ${size} height="${String(PICTURE_HEIGHT)}" role="img" aria-label="${markup(name)}" class="steps">`,
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
    '<rect class="f-other" width="6" height="6"/><line class="hatch" y2="6"/></pattern></defs>',
    ...picture.steps.map((step, i) => bar(step, i, picture, scale, language)),
    `<line class="axis" x1="0" x2="100%" y1="${String(axis)}" y2="${String(axis)}"/>`,
    ...scale.ticks.map(
      ({ at, label }) =>
        `<line class="axis" x1="${at}%" x2="${at}%" y1="${String(axis)}" y2="${String(axis + 6)}"/>${
          at > 7 && at < 93
            ? `<text class="tick" x="${at}%" y="${String(axis + 22)}" text-anchor="middle">${markup(label)}</text>`
            : ''
        }`,
    ),
    `<line class="day" x1="${day}%" x2="${day}%" y1="4" y2="${String(axis)}"/>`,
    `<text class="day-name" x="${day}%" dx="${day > 50 ? '-5' : '5'}" y="15" text-anchor="${day > 50 ? 'end' : 'start'}">${markup(dayText(picture.basis.asOf, language))}</text>`,
    '</svg>',
  ].join('');
}

function bar(
  step: StepShown,
  i: number,
  { field }: PolicyPicture,
  scale: ReturnType<typeof timeScale>,
  language: Language,
): string {
  const from = scale.at(step.from, 'left');
  const width = Math.max(scale.at(step.until, 'right') - from, NARROWEST);
  const middle = Math.round((from + width / 2) * 100) / 100;
  const number =
    width < ROOM_FOR_NUMBER
      ? ''
      : `<text class="number" x="${middle}%" y="${String(BAR.top + BAR.height / 2 + 5)}" text-anchor="middle">${String(i + 1)}</text>`;
  const place = `x="${from}%" y="${String(BAR.top)}" width="${String(Math.round(width * 100) / 100)}%" height="${String(BAR.height)}"`;
  return `<g><title>${markup(shownText(step, field, language))}</title><rect class="${lookOf(step, field)}" ${place}/>${number}</g>`;
}

function lookOf(step: StepShown, field: string): string {
  if (isContested(step)) return 'contested';
  return step.certainty === 'possible' ? 'possible' : `f-${familyOf(field, step.value)}`;
}
