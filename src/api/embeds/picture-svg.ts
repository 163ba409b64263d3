import { markup } from './markup.js';
import type { PolicyPicture } from './policy-picture.js';
import { sentenceOf, shownText } from './sentence.js';
import { stepsSvg } from './steps-svg.js';
import { STYLE } from './style.js';
import { dayText, type Language, wordsIn } from './words.js';

/** What sites that show links ask for, in pixels. */
export const PICTURE_SIZE = { width: 1200, height: 630 };
const MARGIN = 60;
const MOST_ROWS = 6;
const LINE = 1.3;

/** A policy as a picture that stands alone: title, answer, steps and what their numbers mean. */
export function pictureSvg(picture: PolicyPicture, language: Language): string {
  const { width, height } = PICTURE_SIZE;
  const words = wordsIn(language);
  const lines: string[] = [];
  let y = MARGIN;
  const write = (text: string, look: string, size: number, most: number) => {
    for (const line of wrapped(text, (width - 2 * MARGIN) / size, most)) {
      y += size * LINE;
      lines.push(
        `<text class="${look}" x="${String(MARGIN)}" y="${String(Math.round(y))}">${markup(line)}</text>`,
      );
    }
  };
  write(picture.title, 'head', 40, 2);
  write(sentenceOf(picture, language), 'said', 28, 2);
  const top = Math.round(y + 24);
  y = top + 120;
  const { steps, field, basis } = picture;
  const from = Math.max(0, steps.length - MOST_ROWS);
  for (const [i, step] of steps.slice(from).entries()) {
    if (y > height - 80) break;
    write(`${String(from + i + 1)}  ${shownText(step, field, language)}`, 'row', 24, 1);
  }
  const known = basis.knownAt === null ? [] : [words.known(dayText(basis.knownAt.slice(0, 10), language))];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}" lang="${language}">`,
    `<title>${markup(picture.title)}</title><style>${STYLE}</style>`,
    '<rect class="paper" width="100%" height="100%"/>',
    ...lines,
    `<g class="large">${stepsSvg(picture, language, `x="${String(MARGIN)}" y="${String(top)}" width="${String(width - 2 * MARGIN)}"`)}</g>`,
    `<text class="foot" x="${String(MARGIN)}" y="${String(height - 30)}">${markup(['Policy Timeline', ...known].join(' · '))}</text>`,
    '</svg>',
  ].join('\n');
}

/** Lines of text of about so many ems; a wide letter takes one, another about half; the last line is cut. */
function wrapped(text: string, ems: number, most: number): string[] {
  const lines: string[] = [''];
  let used = 0;
  for (const word of text.split(/(?<= )|(?<=[\u3000-\u9fff])/u)) {
    const size = Array.from(word).reduce(
      (sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.52),
      0,
    );
    if (used + size > ems && used > 0) {
      if (lines.length === most) {
        lines.push(`${lines.pop() ?? ''}…`);
        break;
      }
      lines.push('');
      used = 0;
    }
    lines.push(`${lines.pop() ?? ''}${word}`);
    used += size;
  }
  return lines;
}
