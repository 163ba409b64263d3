import { longDate } from '../edtf/long-date.js';
import { said } from '../edtf/said.js';
import { time } from '../words/ja/time.js';

const DAY = String.raw`(\d{4}-\d\d-\d\d)`;
/** When a development begins or ends, as the service says it. */
const WHEN =
  String.raw`(before all days|on or before ${DAY}|on or after ${DAY}|on some day of (?:\[[^\]]*\]|[\dX-]+)|on ${DAY})`.replaceAll(
    DAY,
    String.raw`\d{4}-\d\d-\d\d`,
  );

const day = (text = '') => longDate(text, 'ja');

function when(text = ''): string {
  if (text === 'before all days') return 'すべての日より前';
  const [, phrase, rest = ''] = /^on (or before |or after |some day of )?(.*)$/.exec(text) ?? [];
  if (phrase === 'some day of ') {
    const told = said(rest, time.date, 'ja');
    return rest.startsWith('[') ? told : `${told}のいずれかの日`;
  }
  return `${day(rest)}${phrase === 'or before ' ? '以前' : phrase === 'or after ' ? '以降' : ''}`;
}

const ALONE = [
  ['nothing else about this field may hold then', 'この項目について、ほかに有効でありうるものはありません。'],
  [
    'nothing that certainly holds then certainly came after it',
    'その日に確実に有効で、確実にこれより後のものはありません。',
  ],
] as const;

const REST = `(${ALONE.map(([english]) => english).join('|')})`;

/** The sentences of the service (in src/domain/explain.ts), whose words never change, and what they mean. */
const SENTENCES: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    sentence(`It begins ${WHEN}, after ${DAY}.`),
    (begin, at) => `始まりは${when(begin)}で、${day(at)}より後です。`,
  ],
  [
    sentence(`It had ended by ${DAY}: it ends ${WHEN}.`),
    (at, end) => `${day(at)}には終わっています。終わりは${when(end)}です。`,
  ],
  [
    sentence(`It holds on ${DAY} for certain, having begun ${WHEN}, and ${REST}.`),
    (at, begin, alone) => `${day(at)}には確実に有効です。始まりは${when(begin)}です。${aloneOf(alone)}`,
  ],
  [
    sentence(`It may hold on ${DAY}: it begins ${WHEN}, and ${REST}.`),
    (at, begin, alone) => `${day(at)}に有効かもしれません。始まりは${when(begin)}です。${aloneOf(alone)}`,
  ],
  [
    sentence(`It may hold on ${DAY}: it ends ${WHEN}, and ${REST}.`),
    (at, end, alone) => `${day(at)}に有効かもしれません。終わりは${when(end)}です。${aloneOf(alone)}`,
  ],
  [
    sentence('Its date is given as questionable, so it is at most possible.'),
    () => '日付が疑わしいとされているため、可能性にとどまります。',
  ],
  [
    sentence(
      String.raw`It is one of (\d+) developments that contradict each other here: exactly one of them is right.`,
    ),
    (size = '') => `ここで互いに矛盾する${size}件のうちの一つで、正しいのはそのうち一つだけです。`,
  ],
  [sentence('It is disputed: perhaps it did not happen.'), () => '争いがあり、起きていないかもしれません。'],
  [
    sentence(
      '(A later development holds on that day|Whichever of the developments that contradict each other is right, a later one holds on that day): (.+).',
    ),
    (holds = '', cause = '') =>
      `${holds.startsWith('A later') ? '' : '矛盾する出来事のどれが正しくても、'}その日にはより後の出来事が有効です。${causeOf(cause)}`,
  ],
  [
    /^A ruling of (\d{4}-\d\d-\d\d) says that it is not so: (.*)$/s,
    (at, reason = '') => `${day(at)}の裁定により、そうではないとされました: ${reason}`,
  ],
];

const CAUSES: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^its sequence (\S+) comes after (\S+)$/,
    (later = '', this_ = '') => `順序 ${later} は順序 ${this_} より後です。`,
  ],
  [
    new RegExp(`^it began ${WHEN}, this one ${WHEN}$`),
    (later, this_) => `その始まりは${when(later)}、これの始まりは${when(this_)}です。`,
  ],
  [
    new RegExp(`^both began ${WHEN}, and it has the higher (sequence|position in the log)$`),
    (begin, which) =>
      `始まりはどちらも${when(begin)}で、${which === 'sequence' ? '順序' : 'ログの位置'}はそちらが後です。`,
  ],
];

const aloneOf = (text?: string): string => ALONE.find(([english]) => english === text)?.[1] ?? '';
const causeOf = (text: string): string => translated(text, CAUSES) ?? '';

/** An explanation of the service in Japanese; null if it has a sentence that is not known here. */
export function whyInJapanese(why: string): string | null {
  const whole = translated(why, SENTENCES);
  if (whole !== null) return whole;
  // What holds, then one or more doubts.
  const parts = why.match(/[^.]+(?:\.\.[^.]*)*\.(?= |$)/g);
  if (!parts || parts.length < 2) return null;
  const told = parts.map((part) => translated(part.trim(), SENTENCES));
  return told.includes(null) ? null : told.join('');
}

function sentence(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/\.$/, String.raw`\.`)}$`);
}

function translated(text: string, sentences: typeof SENTENCES): string | null {
  for (const [pattern, tell] of sentences) {
    const match = pattern.exec(text);
    if (match) return tell(...match.slice(1));
  }
  return null;
}
