import { numeric } from './numeric.js';
import * as operators from './operators.js';
import { edgeOf, halfOf, partOfYear, thirdOfMonth, type Part } from './parts.js';
import { doubted, type Read } from './reading.js';
import { fiscalYear, MONTHS, QUARTERS, SEASONS, two } from './words.js';

type Reader = (found: readonly string[], country: string) => Read;

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '(\\d{4})';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';

/** One point in time, in words. Each pattern matches the whole text. */
const POINTS: readonly [RegExp, Reader][] = [
  [
    new RegExp(`^(spring|summer|autumn|fall|winter)(?: of)? ${YEAR}$`),
    ([season = '', year = '']) => `${year}-${String(SEASONS[season])}`,
  ],
  [
    new RegExp(`^winter(?: of)? ${YEAR}[-/](\\d{2}|\\d{4})$`),
    ([year = '', next = '']) => (String(Number(year) + 1).endsWith(next) ? `${year}-24` : null),
  ],
  [new RegExp(`^${MONTH}\\.?,? ${YEAR}$`), ([month = '', year = '']) => `${year}-${monthOf(month)}`],
  [new RegExp(`^${DAY} ${MONTH}\\.?,? ${YEAR}$`), ([day, month = '', year = '']) => dayOf(year, month, day)],
  [new RegExp(`^${MONTH}\\.? ${DAY},? ${YEAR}$`), ([month = '', day, year = '']) => dayOf(year, month, day)],
  [
    new RegExp(`^(early|mid|late)[- ]${MONTH}\\.? ${YEAR}$`),
    ([part, month = '', year = '']) => thirdOfMonth(part as Part, `${year}-${monthOf(month)}`),
  ],
  [
    new RegExp(`^(early|mid|late)(?:[- ]| in )${YEAR}$`),
    ([part, year = '']) => partOfYear(part as Part, year),
  ],
  [
    new RegExp(`^(?:q([1-4])|([1-4])q|(first|second|third|fourth) quarter)(?: of)? ${YEAR}$`),
    ([q, p, word = '', year = '']) => quarterOf(q ?? p ?? QUARTERS[word], year),
  ],
  [new RegExp(`^${YEAR}[- ]?(?:q([1-4])|([1-4])q)$`), ([year = '', q, p]) => quarterOf(q ?? p, year)],
  [
    new RegExp(`^(?:h([12])|([12])h|(first|second) half)(?: of)? ${YEAR}$`),
    ([h, g, word = '', year = '']) => halfOf(Number(h ?? g ?? QUARTERS[word]) as 1 | 2, year),
  ],
  [
    new RegExp(`^${YEAR}[- ]?(?:h([12])|([12])h)$`),
    ([year = '', h, g]) => halfOf(Number(h ?? g) as 1 | 2, year),
  ],
  [
    new RegExp(`^(?:fiscal(?: year)?|fy) ?${YEAR} \\(from april\\)$`),
    ([year]) => fiscalYear(Number(year), 'JP'),
  ],
  [new RegExp(`^(?:fiscal(?: year)?|fy) ?${YEAR}$`), ([year], country) => fiscalYear(Number(year), country)],
  [
    new RegExp(`^(?:the )?(end|start|beginning) of (?:${MONTH} )?${YEAR}$`),
    ([edge, month, year = '']) =>
      edgeOf(edge === 'end' ? 'end' : 'start', month === undefined ? year : `${year}-${monthOf(month)}`),
  ],
  [/^(?:the )?(\d{3})0s$/, ([decade = '']) => `${decade}X`],
  [
    /^(?:now|yesterday|today|tomorrow|tonight|(?:last|this|next|past) .+|.+ ago|recently|soon)$/,
    () => doubted('relative'),
  ],
];

/** Phrases around one or two dates, the longest first, because `before the end of 2024` contains shorter ones. */
const SENTENCES: readonly [RegExp, (...dates: Read[]) => Read][] = [
  [/^from (.+), end unknown$/, operators.endUnknown],
  [/^until (.+), begin unknown$/, operators.beginUnknown],
  [/^between (.+) and (.+)$/, operators.between],
  [/^some day from (.+) to (.+)$/, operators.between],
  [/^some day up to (.+)$/, operators.by],
  [/^some day from (.+) on$/, operators.orLater],
  [/^(?:from )?(.+?) (?:to|until|till|through) (.+)$/, operators.span],
  [/^(.+?)(?: [-–—~] | ?[–—〜~] ?)(.+)$/, operators.dash],
  [/^(\d{1,2})-(\d{1,2} [a-z].+)$/, operators.dash],
  [/^(?:by|before|no later than|not later than) (?:the )?end of (.+)$/, operators.by],
  [/^(?:by|no later than|not later than|on or before|at the latest) (.+)$/, operators.by],
  [/^(.+) (?:or earlier|or before|at the latest)$/, operators.by],
  [/^(?:before|prior to|earlier than) (.+)$/, operators.before],
  [/^(?:after|later than) (.+)$/, operators.after],
  [/^(?:no earlier than|not earlier than|not before|on or after) (.+)$/, operators.orLater],
  [/^(.+) (?:or later|or after|at the earliest)$/, operators.orLater],
  [/^(?:until|till|through|ending|ended) (.+)$/, operators.until],
  [/^(?:since|from|starting|beginning) (.+)$/, operators.since],
];

/** A date in English words as EDTF, such as "autumn 2023", "before 2024" or "2024-02 or later"; small letters only. */
export function english(text: string, country: string): Read {
  for (const [form, make] of SENTENCES) {
    const [, one, two] = form.exec(text) ?? [];
    if (one === undefined) continue;
    if (two === undefined) return make(side(one, country));
    return make(side(completed(one, two), country), side(two, country));
  }
  return side(text, country);
}

/** A date with its qualifier. */
function side(text: string, country: string): Read {
  const questioned = /^(.+?)(?: \(uncertain\)|\?)$/.exec(text)?.[1];
  if (questioned !== undefined) return operators.uncertain(side(questioned, country));
  const near = /^(?:around|about|circa|ca?\.|approximately|roughly|approx\.?) (.+)$/.exec(text)?.[1];
  if (near !== undefined) return operators.about(point(near, country));
  return point(text.replace(/^(?:in|on) /, ''), country);
}

function point(text: string, country: string): Read {
  for (const [form, read] of POINTS) {
    const found = form.exec(text);
    if (found) return read(found.slice(1), country);
  }
  return numeric(text);
}

/** The start of "March to May 2024" or "1 to 5 October 2023", with the month and year of the end. */
function completed(start: string, end: string): string {
  const [, month = '', year = ''] = new RegExp(`${MONTH}?\\.?,? ${YEAR}$`).exec(end) ?? [];
  if (year === '') return start;
  if (/^\d{1,2}(?:st|nd|rd|th)?$/.test(start)) return `${start} ${month} ${year}`;
  return new RegExp(`^(?:${DAY} )?${MONTH}(?: ${DAY})?$`).test(start) ? `${start} ${year}` : start;
}

const monthOf = (name: string): string =>
  two(MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3))) + 1);
const dayOf = (year: string, month: string, day: string | undefined): string =>
  `${year}-${monthOf(month)}-${two(Number(day))}`;
const quarterOf = (quarter: string | number | undefined, year: string): string =>
  `${year}-${String(32 + Number(quarter))}`;
