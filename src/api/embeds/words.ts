export type Language = 'en' | 'ja';
export const LANGUAGES = ['en', 'ja'] as const;

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** A year, month or day in words: `31 July 2024`, `2024年7月31日`; other text is unchanged. */
export function dayText(text: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  if (year === undefined) return text;
  const [m, d] = [month, day].map((part) => (part === undefined ? undefined : Number(part)));
  if (language === 'ja')
    return `${year}年${m === undefined ? '' : `${m}月`}${d === undefined ? '' : `${d}日`}`;
  return [d, m === undefined ? undefined : MONTHS[m - 1], year]
    .filter((part) => part !== undefined)
    .join(' ');
}

const english = {
  none: 'none',
  erased: 'erased by law',
  yes: 'yes',
  no: 'no',
  notBegun: 'not begun yet',
  nothing: 'nothing is recorded',
  or: ' or ',
  listed: ', ',
  doubtful: (value: string) => `${value} (not certain)`,
  contested: (value: string) => `${value} (sources disagree)`,
  sentence: (day: string, field: string, value: string) => `On ${day}, ${field.toLowerCase()}: ${value}.`,
  changed: (field: string, value: string) => `Changed since: ${field.toLowerCase()} is now ${value}.`,
  otherChanged: 'Since then, other fields of this policy were changed.',
  whatChanged: 'See what changed',
  known: (day: string) => `As known on ${day}`,
  published: (day: string) => `what was public by ${day}`,
  permalink: 'Permanent address',
  caption: (field: string) => `${field}, step by step`,
  picture: (field: string, steps: number) =>
    `${field} along time, ${steps === 1 ? 'one step' : `${String(steps)} steps`}; the table below says the same.`,
  number: 'No.',
  value: 'Value',
  period: 'When',
  certainty: 'Certainty',
  sources: 'Sources',
  certain: 'certain',
  possible: 'possible',
  disagree: 'contested',
  more: (count: number) => `${String(count)} earlier steps are on the page of the policy.`,
  range: (from: string, until: string) => `${from} to ${until}`,
  from: (from: string) => `from ${from}`,
  until: (until: string) => `until ${until}`,
  always: 'at all times',
};

const japanese: typeof english = {
  none: 'なし',
  erased: '法令により削除',
  yes: 'はい',
  no: 'いいえ',
  notBegun: 'まだ始まっていません',
  nothing: '記録はありません',
  or: 'または',
  listed: '、',
  doubtful: (value) => `${value}（確実ではありません）`,
  contested: (value) => `${value}（出典が一致しません）`,
  sentence: (day, field, value) => `${day}の時点の${field}: ${value}。`,
  changed: (field, value) => `その後の変更: ${field}は現在${value}。`,
  otherChanged: 'その後、この政策のほかの項目が変わりました。',
  whatChanged: '変更を見る',
  known: (day) => `${day}に知られていた内容`,
  published: (day) => `${day}までに公表されたもの`,
  permalink: '固定アドレス',
  caption: (field) => `${field}の推移`,
  picture: (field, steps) => `${field}の推移の図（${String(steps)} 段階）。下の表も同じ内容です。`,
  number: '番号',
  value: '値',
  period: '期間',
  certainty: '確かさ',
  sources: '出典',
  certain: '確実',
  possible: '可能性あり',
  disagree: '異論あり',
  more: (count) => `以前の ${String(count)} 段階は政策のページにあります。`,
  range: (from, until) => `${from}から${until}まで`,
  from: (from) => `${from}から`,
  until: (until) => `${until}まで`,
  always: '全期間',
};

export type Words = typeof english;

export const wordsIn = (language: Language): Words => (language === 'ja' ? japanese : english);
